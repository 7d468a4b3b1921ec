using System.Text.Json.Nodes;
using NormFace.Models;
using NormFace.Recognition;

namespace NormFace.Cli.Commands.Evaluation;

/// <summary>Where the calibration of a model is kept: in the header of a model file, in the contract of a foreign ONNX network.</summary>
internal static class CalibratedModel
{
    /// <summary>Opens a model to be calibrated, so that one that cannot be is refused before the work.</summary>
    /// <param name="file">The model.</param>
    /// <param name="contract">The contract of a foreign ONNX network; the one beside it if null.</param>
    /// <returns>What writes the calibration, and says where.</returns>
    /// <exception cref="ArgumentException">It is an export of ours, which cannot be changed, or a model file with a contract.</exception>
    /// <exception cref="InvalidDataException">It is no model.</exception>
    public static Func<CalibrationRecord, string> Open(FileInfo file, FileInfo? contract) =>
        file.Extension.Equals(".onnx", StringComparison.OrdinalIgnoreCase) ? OpenOnnx(file, contract?.FullName)
        : contract is null ? OpenModelFile(file)
        : throw new ArgumentException($"{file} holds its own contract and keeps its own calibration: leave out --contract, which is for foreign ONNX networks.");

    private static Func<CalibrationRecord, string> OpenOnnx(FileInfo file, string? contractPath)
    {
        using var model = EmbeddingModel.Open(file.FullName, contractPath: contractPath);
        if (model.Header is not null)
        {
            throw new ArgumentException($"{file} was exported from a model file: calibrate that file, and export it again.");
        }

        var contract = contractPath ?? ForeignContract.PathFor(file.FullName);
        return record =>
        {
            ForeignContract.WriteCalibration(contract, record);
            return contract;
        };
    }

    private static Func<CalibrationRecord, string> OpenModelFile(FileInfo file)
    {
        var model = ModelFile.Read(file.FullName);
        return record =>
        {
            var further = (JsonObject)model.Header.Further.DeepClone();
            further[CalibrationRecord.FieldName] = record.ToJson();
            ModelFile.Write(file.FullName, model.Header with { Further = further }, model.Tensors);
            return $"the header of {file}";
        };
    }
}
