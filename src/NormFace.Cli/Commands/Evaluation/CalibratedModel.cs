using NormFace.Models;
using NormFace.Recognition;

namespace NormFace.Cli.Commands.Evaluation;

/// <summary>A model that is to keep a calibration, looked at before the work.</summary>
internal static class CalibratedModel
{
    /// <summary>The calibration of a model.</summary>
    /// <param name="file">The model.</param>
    /// <returns>The calibration, with a threshold for at least one rate.</returns>
    /// <exception cref="ArgumentException">The model was not calibrated.</exception>
    /// <exception cref="InvalidDataException">It is not a model.</exception>
    public static ModelCalibration Read(FileInfo file)
    {
        using var network = file.Extension.Equals(".onnx", StringComparison.OrdinalIgnoreCase)
            ? EmbeddingModel.Open(file.FullName)
            : null;
        var calibration = network is not null
            ? network.Calibration
            : ModelCalibration.In(ModelFile.Read(file.FullName).Header, file.Name);
        return calibration is { Rates.Count: > 0 } ? calibration : throw new ArgumentException(
            $"--model gives the threshold by its calibration, but {file} has none. Calibrate it, or give "
                + "--threshold.");
    }

    /// <summary>Refuses a model that cannot be calibrated.</summary>
    /// <returns>Its earlier calibration; null if it has none.</returns>
    /// <param name="file">The model.</param>
    /// <param name="contract">The contract of a third-party ONNX network; the one beside it if null.</param>
    /// <exception cref="ArgumentException">
    /// It is an export of ours, which cannot be changed, or a model file with a contract.
    /// </exception>
    /// <exception cref="InvalidDataException">It is not a model.</exception>
    public static ModelCalibration? Check(FileInfo file, FileInfo? contract)
    {
        if (file.Extension.Equals(".onnx", StringComparison.OrdinalIgnoreCase))
        {
            using var model = EmbeddingModel.Open(file.FullName, contractPath: contract?.FullName);
            if (model.Header is not null)
            {
                throw new ArgumentException(
                    $"{file} was exported from a model file: calibrate that file, and export it again.");
            }

            return model.Calibration;
        }

        if (contract is not null)
        {
            throw new ArgumentException(
                $"{file} holds its own contract and keeps its own calibration: leave out --contract, which is for "
                    + "third-party ONNX networks.");
        }

        return ModelCalibration.In(ModelFile.Read(file.FullName).Header, file.Name);
    }
}
