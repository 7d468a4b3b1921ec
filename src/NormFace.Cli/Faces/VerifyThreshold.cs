using NormFace.Models;
using NormFace.Recognition;

namespace NormFace.Cli.Faces;

/// <summary>The threshold of a comparison: one that the user gives, or one of the model's calibration.</summary>
internal sealed class VerifyThreshold
{
    private readonly double? given;
    private readonly ModelCalibration? calibration;
    private readonly double? rate;

    private VerifyThreshold(double? given, ModelCalibration? calibration, double? rate) =>
        (this.given, this.calibration, this.rate) = (given, calibration, rate);

    /// <exception cref="ArgumentException">No threshold is given and the model has none, or none for the
    /// rate.</exception>
    public static VerifyThreshold Of(EmbeddingModel model, string path, double? given, double? rate)
    {
        if (given is { } number)
        {
            return number is >= -1 and <= 1 ? new VerifyThreshold(number, model.Calibration, null)
                : throw new ArgumentException(
                    FormattableString.Invariant($"--threshold must lie in [-1, 1], but was {number}."));
        }

        if (model.Calibration is not { Rates.Count: > 0 } calibration)
        {
            throw new ArgumentException(
                $"{path} was not calibrated, so it has no threshold. Give one with --threshold, or calibrate the "
                + $"model: normface calibrate --embeddings ... --model {path}");
        }

        if (rate is { } wanted)
        {
            _ = calibration.At(wanted);
        }

        return new VerifyThreshold(null, calibration, rate);
    }

    public FaceComparison Compare(FaceEmbedding first, FaceEmbedding second) =>
        given is { } threshold
            ? FaceComparison.Of(first, second, threshold) with
            {
                LogLikelihoodRatio = calibration?.Hardest.LogRatioOf(first.Cosine(second)),
            }
            : FaceComparison.Of(first, second, calibration!, rate);
}
