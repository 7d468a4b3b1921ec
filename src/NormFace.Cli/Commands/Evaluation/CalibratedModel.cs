using NormFace.Models;
using NormFace.Recognition;

namespace NormFace.Cli.Commands.Evaluation;

/// <summary>A model that is to keep a calibration, looked at before the work.</summary>
internal static class CalibratedModel
{
    /// <summary>Refuses a model that cannot be calibrated.</summary>
    /// <returns>Its earlier calibration; null if it has none.</returns>
    /// <param name="file">The model.</param>
    /// <param name="contract">The contract of a third-party ONNX network; the one beside it if null.</param>
    /// <exception cref="ArgumentException">
    /// It is an export of ours, which cannot be changed, or a model file with a contract.
    /// </exception>
    /// <exception cref="InvalidDataException">It is no model.</exception>
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
