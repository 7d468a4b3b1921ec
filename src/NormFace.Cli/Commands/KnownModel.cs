using System.Security.Cryptography;
using NormFace.Extraction;
using NormFace.Models;
using NormFace.Recognition;

namespace NormFace.Cli.Commands;

/// <summary>What embeddings keep of the model that made them.</summary>
/// <param name="Sha256">Hash that stays the same when the model is calibrated or corrected.</param>
/// <param name="People">Whom it was trained on; null if it does not say.</param>
internal sealed record KnownModel(string Sha256, TrainedPeople? People)
{
    /// <summary>Reads it.</summary>
    /// <param name="path">The model: a model file, or an ONNX network, whose calibration is in a file of its
    /// own.</param>
    /// <param name="network">The opened model; null if it is not open.</param>
    public static KnownModel Read(string path, IEmbeddingNetwork? network = null)
    {
        if (Path.GetExtension(path).Equals(".onnx", StringComparison.OrdinalIgnoreCase))
        {
            var header = (network as EmbeddingModel)?.Header;
            return new KnownModel(FileSha256(path), header is null ? null : TrainedPeople.In(header, path));
        }

        var model = ModelFile.Read(path);
        return new KnownModel(
            model.Sha256Without(CalibrationRecord.FieldName, SourceCorrection.FieldName),
            TrainedPeople.In(model.Header, path));
    }

    /// <summary>Hash of the file as it is, which embeddings of earlier versions hold.</summary>
    public static string FileSha256(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
