using NormFace.Models;
using NormFace.Recognition;

namespace NormFace.Cli.Commands.Evaluation;

/// <summary>The correction that a model holds, whether its calibration uses it or not.</summary>
internal static class CorrectedModel
{
    /// <summary>The correction of a model.</summary>
    /// <exception cref="ArgumentException">It has none.</exception>
    public static SourceCorrection Read(FileInfo file, FileInfo? contract) =>
        Find(file, contract) ?? throw new ArgumentException(
            $"{file} has no correction for sources. Learn one: normface correct --sources ... --model {file}");

    /// <summary>The correction of a model; null if it has none.</summary>
    /// <param name="file">The model.</param>
    /// <param name="contract">The contract of a third-party ONNX network; the one beside it if null.</param>
    public static SourceCorrection? Find(FileInfo file, FileInfo? contract)
    {
        if (!file.Extension.Equals(".onnx", StringComparison.OrdinalIgnoreCase))
        {
            return SourceCorrection.In(ModelFile.Read(file.FullName).Header, file.Name);
        }

        using var model = EmbeddingModel.Open(file.FullName, contractPath: contract?.FullName);
        return model.Header is { } header
            ? SourceCorrection.In(header, file.Name)
            : ForeignContract.Read(contract?.FullName ?? ForeignContract.PathFor(file.FullName)).Correction;
    }
}
