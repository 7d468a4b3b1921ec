using NormFace.Detection;

namespace NormFace.Recognition;

/// <summary>Settings of the services that <see cref="NormFaceServices.AddNormFace"/> adds.</summary>
public sealed class NormFaceOptions
{
    /// <summary>The model; see <see cref="EmbeddingModel.Open"/>. Default: the one that ships.</summary>
    public string ModelPath { get; set; } = ShippedFiles.Model;

    /// <summary>The contract of a third-party ONNX model; default: the file beside it.</summary>
    public string? ContractPath { get; set; }

    /// <summary>The detector; see <see cref="FaceDetector.Open"/>. Default: the one that ships.</summary>
    public string DetectorPath { get; set; } = ShippedFiles.Detector;

    /// <summary>Threads of an operator of the network; by default the machine's processors.</summary>
    public int? Threads { get; set; }

    /// <summary>Settings of detection.</summary>
    public DetectorOptions Detector { get; set; } = new();

    /// <summary>What a photograph must show.</summary>
    public FaceRequirements Requirements { get; set; } = new();
}
