namespace NormFace.Weights;

/// <summary>A form in which weights are kept in a file.</summary>
public enum WeightForm
{
    /// <summary>The safetensors format.</summary>
    Safetensors,

    /// <summary>What PyTorch's <c>torch.save</c> writes, as a zip or as a stream of pickles.</summary>
    Torch,

    /// <summary>A binary Caffe model.</summary>
    Caffe,

    /// <summary>A TensorFlow.js manifest or model with its shards.</summary>
    TensorFlow,
}
