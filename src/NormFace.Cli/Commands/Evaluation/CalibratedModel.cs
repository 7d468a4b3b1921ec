using System.Text.Json.Nodes;
using NormFace.Calibration;
using NormFace.Models;
using NormFace.Recognition;

namespace NormFace.Cli.Commands.Evaluation;

/// <summary>Where the calibration of a model is kept: in the header of a model file, in the contract of a foreign ONNX network.</summary>
internal static class CalibratedModel
{
    /// <summary>Opens a model to be calibrated, so that one that cannot be is refused before the work.</summary>
    /// <returns>What writes the calibration, and says where.</returns>
    /// <exception cref="ArgumentException">It is an export of ours, which cannot be changed.</exception>
    /// <exception cref="InvalidDataException">It is no model.</exception>
    public static Func<CalibrationRecord, string> Open(FileInfo file) =>
        file.Extension.Equals(".onnx", StringComparison.OrdinalIgnoreCase) ? OpenOnnx(file) : OpenModelFile(file);

    private static Func<CalibrationRecord, string> OpenOnnx(FileInfo file)
    {
        using var model = EmbeddingModel.Open(file.FullName);
        if (model.Header is not null)
        {
            throw new ArgumentException($"{file} was exported from a model file: calibrate that file, and export it again.");
        }

        var contract = ForeignContract.PathFor(file.FullName);
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
