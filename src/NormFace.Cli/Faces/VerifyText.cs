using System.Text.Json.Nodes;
using NormFace.Models;
using NormFace.Recognition;

namespace NormFace.Cli.Faces;

/// <summary>The answer of <c>verify</c>, for people and for programs.</summary>
internal static class VerifyText
{
    /// <summary>In words.</summary>
    public static IEnumerable<string> Lines(
        IReadOnlyList<VerifiedFace> faces, FaceComparison? comparison, EmbeddingModel model)
    {
        foreach (var problem in faces.Select(face => face.Problem).OfType<string>())
        {
            yield return problem;
        }

        if (comparison is null)
        {
            yield break;
        }

        yield return $"{faces[0].Name} and {faces[1].Name}: {Answer(comparison)}.";
        yield return FormattableString.Invariant($"Score {comparison.Score:F3}; threshold {comparison.Threshold:F3}.");
        if (comparison.LogLikelihoodRatio is { } ratio)
        {
            var (frequent, rare) = ratio >= 0 ? ("one person", "two people") : ("two people", "one person");
            yield return $"Such a score is {Times(ratio, model.Calibration!.Hardest)} as frequent between pictures "
                + $"of {frequent} as between pictures of {rare}.";
            if (comparison.IsSame && ratio < 0)
            {
                yield return $"The {(comparison.Calibrated is null ? "given " : "")}threshold still calls it the same "
                    + "person; the calibration does not.";
            }
        }

        if (comparison.Calibrated is { } calibrated)
        {
            var hardest = model.Calibration!.Records.Count > 1
                ? $", the hardest of {model.Calibration.Records.Count} sets"
                : "";
            yield return $"On {comparison.Source}{hardest}, this threshold accepted "
                + FormattableString.Invariant(
                    $"{calibrated.FalseMatchRate.Value:0.#####} of impostor pairs (")
                + FormattableString.Invariant($"{calibrated.FalseMatchRate.Low:0.#####} to ")
                + FormattableString.Invariant($"{calibrated.FalseMatchRate.High:0.#####}) and ")
                + FormattableString.Invariant($"{calibrated.TrueAcceptRate.Value:P1} of genuine pairs. ")
                + "Pictures of other cameras and people can do several times worse: calibrate on your own.";
        }

        foreach (var face in faces.Where(face => face.Embedding!.Face.Turn != 0))
        {
            yield return FormattableString.Invariant(
                $"{face.Name}: the face was found with the picture turned by {face.Embedding!.Face.Turn} degrees.");
        }

        yield return "This compares faces only; there is no liveness detection. "
            + "Do not use it for unattended decisions about people.";
    }

    /// <summary>As JSON.</summary>
    public static JsonObject Json(IReadOnlyList<VerifiedFace> faces, FaceComparison? comparison, string modelPath)
    {
        var json = new JsonObject
        {
            ["answer"] = comparison is null ? "none"
                : comparison.Verdict switch
                {
                    FaceVerdict.Same => "same",
                    FaceVerdict.Different => "different",
                    _ => "undecided",
                },
            ["score"] = comparison?.Score,
            ["logLikelihoodRatio"] = comparison?.LogLikelihoodRatio,
            ["threshold"] = comparison?.Threshold,
            ["falseMatchRate"] = comparison?.Calibrated is { } calibrated
                ? new JsonObject
                {
                    ["wanted"] = calibrated.WantedRate,
                    ["measured"] = calibrated.FalseMatchRate.Value,
                    ["low"] = calibrated.FalseMatchRate.Low,
                    ["high"] = calibrated.FalseMatchRate.High,
                    ["level"] = calibrated.FalseMatchRate.Level,
                    ["source"] = comparison.Source,
                }
                : null,
            ["model"] = Path.GetFileName(modelPath),
            ["pictures"] = new JsonArray([.. faces.Select(Face)]),
        };
        return json;
    }

    /// <summary>The answer in a few words.</summary>
    public static string Answer(FaceComparison comparison) => comparison.Verdict switch
    {
        FaceVerdict.Same => "the same person",
        FaceVerdict.Different => "different people",
        _ => "undecided",
    };

    private static string Times(double nats, CalibrationRecord calibration)
    {
        var times = Math.Exp(Math.Abs(nats));
        var isAtLimit = nats == calibration.LogRatioLimits.Low || nats == calibration.LogRatioLimits.High;
        return isAtLimit ? FormattableString.Invariant($"at least {times:N0} times") : times > 10
            ? FormattableString.Invariant($"{times:N0} times") : FormattableString.Invariant($"{times:0.#} times");
    }

    private static JsonObject Face(VerifiedFace face)
    {
        var json = new JsonObject { ["name"] = face.Name };
        if (face.Embedding is { } embedding)
        {
            json["box"] = FaceJson.Of(embedding.Face.Box);
            json["turn"] = embedding.Face.Turn;
            json["score"] = embedding.Face.Score;
            json["landmarks"] = FaceJson.Of(embedding.Face.Landmarks);
            json["eyeDistance"] = embedding.Face.EyeDistance;
            json["sharpness"] = embedding.Sharpness;
        }
        else
        {
            json["problem"] = face.Problem;
            json["exitCode"] = (int)face.Code;
        }

        return json;
    }
}
