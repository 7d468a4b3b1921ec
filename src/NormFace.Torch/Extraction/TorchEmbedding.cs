using NormFace.Batches;
using NormFace.Conversion;
using NormFace.Models;
using NormFace.Native;
using NormFace.Pictures;
using TorchSharp;

namespace NormFace.Extraction;

/// <summary>A model computed by libtorch.</summary>
public sealed class TorchEmbedding : IEmbeddingNetwork, IDisposable
{
    private readonly TrainedNetwork model;
    private readonly Device device;
    private readonly bool isBFloat16;
    private readonly CollectionPause pause;

    /// <summary>
    /// Takes a model into use. While this object lives, collections wait for the end of a batch (decision 6).
    /// </summary>
    /// <param name="model">The model; the caller disposes it, afterwards.</param>
    /// <param name="machine">Where to compute; the CPU if null.</param>
    /// <param name="isBFloat16">
    /// Whether the network runs in bfloat16 mixed precision: faster, with about three digits.
    /// </param>
    /// <exception cref="InvalidDataException">The model takes rows of numbers.</exception>
    public TorchEmbedding(TrainedNetwork model, ComputeMachine? machine = null, bool isBFloat16 = false)
    {
        ArgumentNullException.ThrowIfNull(model);
        Contract = model.Header.RequirePictures("the model");
        (this.model, this.isBFloat16, device) = (model, isBFloat16, machine?.Device ?? CPU);
        _ = model.Network.to(device);
        model.Network.eval();
        pause = CollectionPause.Start();
    }

    /// <inheritdoc/>
    public PixelContract Contract { get; }

    /// <inheritdoc/>
    public int FeatureSize => model.Network.FeatureSize;

    /// <inheritdoc/>
    public ModelCalibration? Calibration => ModelCalibration.In(model.Header, "the model");

    /// <inheritdoc/>
    public float[] Features(ReadOnlySpan<byte> pixels)
    {
        var features = Computed(pixels);
        pause.Breathe();
        return features;
    }

    /// <inheritdoc/>
    public void Dispose() => pause.Dispose();

    private float[] Computed(ReadOnlySpan<byte> pixels)
    {
        using var scope = NewDisposeScope();
        using var gradientOff = no_grad();
        var pictures = PictureTensor.From(pixels, Contract, device);
        return Forward(pictures).to(ScalarType.Float32).to(CPU).contiguous().data<float>().ToArray();
    }

    private Tensor Forward(Tensor pictures)
    {
        if (!isBFloat16)
        {
            return model.Network.call(pictures);
        }

        using var autocast = Autocast.BFloat16(device.type);
        return model.Network.call(pictures);
    }
}
