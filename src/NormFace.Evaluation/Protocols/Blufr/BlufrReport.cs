using System.Text.Json.Nodes;
using NormFace.Reports;

namespace NormFace.Protocols.Blufr;

/// <summary>The figures of BLUFR as JSON and as a page.</summary>
public static class BlufrReport
{
    /// <summary>What a rate is, in the benchmark's words.</summary>
    /// <param name="rate">The rate.</param>
    /// <returns>Such as <c>VR at FAR 0.001</c> or <c>DIR at rank 1, FAR 0.01</c>.</returns>
    public static string Name(BlufrRate rate)
    {
        ArgumentNullException.ThrowIfNull(rate);
        return rate.Rank == 0
            ? FormattableString.Invariant($"VR at FAR {rate.Far:0.#########}")
            : FormattableString.Invariant($"DIR at rank {rate.Rank}, FAR {rate.Far:0.#########}");
    }

    /// <summary>The result in the documented schema.</summary>
    /// <param name="result">The result.</param>
    /// <returns>The object.</returns>
    public static JsonObject ToJson(BlufrResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var json = EvaluationJson.Begin("blufr");
        json["trials"] = result.Origin;
        json["isGenerated"] = result.IsGenerated;
        json["verification"] = new JsonArray([.. result.Verification.Select(Rate)]);
        json["identification"] = new JsonArray([.. result.Identification.Select(Rate)]);
        json["counts"] = new JsonArray([.. result.Counts.Select(counts => new JsonObject
        {
            ["testPictures"] = counts.TestPictures,
            ["genuinePairs"] = counts.GenuinePairs,
            ["impostorPairs"] = counts.ImpostorPairs,
            ["galleryPictures"] = counts.GalleryPictures,
            ["genuineProbes"] = counts.GenuineProbes,
            ["impostorProbes"] = counts.ImpostorProbes,
        })]);
        return json;
    }

    /// <summary>The result as a page.</summary>
    /// <param name="result">The result.</param>
    /// <returns>The page.</returns>
    public static ReportPage ToPage(BlufrResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var counts = result.Counts;
        return new ReportPage(
            result.IsGenerated ? "BLUFR-like benchmark on generated trials" : "BLUFR",
            $"Trials: {result.Origin}.",
            [
                new ParagraphBlock(
                    FormattableString.Invariant($"On average {counts.Average(count => count.GenuinePairs):N0} genuine and {counts.Average(count => count.ImpostorPairs):N0} impostor pairs a trial; ")
                    + FormattableString.Invariant($"{counts.Average(count => count.GalleryPictures):N0} enrolled, {counts.Average(count => count.GenuineProbes):N0} genuine and {counts.Average(count => count.ImpostorProbes):N0} impostor probes. ")
                    + "The threshold of a rate is the score of the impostor whose number is round(FAR x impostors), as the benchmark has it.",
                    IsNote: true),
                new HeadingBlock("Verification"),
                FoldTableBlock.OfTrials([.. result.Verification.Select(Trials)]),
                new HeadingBlock("Open-set identification"),
                FoldTableBlock.OfTrials([.. result.Identification.Select(Trials)]),
                new ParagraphBlock(Intervals(result), IsNote: true),
            ]);
    }

    private static (string Name, IReadOnlyList<double> Trials) Trials(BlufrRate rate) => (Name(rate), [.. rate.Trials.Select(trial => trial.Rate)]);

    private static string Intervals(BlufrResult result) => "95 % intervals of the means over trials: "
        + string.Join("; ", result.Verification.Concat(result.Identification).Select(rate =>
            FormattableString.Invariant($"{Name(rate)} {100 * rate.OverTrials().Low:0.00} to {100 * rate.OverTrials().High:0.00} %")))
        + ". They tell how the draw of trials varies; trials share people, so they say less than intervals over identities would.";

    private static JsonObject Rate(BlufrRate rate)
    {
        var result = new JsonObject { ["far"] = rate.Far };
        if (rate.Rank > 0)
        {
            result["rank"] = rate.Rank;
        }

        result["mean"] = rate.Mean;
        result["standardDeviation"] = rate.StandardDeviation;
        result["meanMinusDeviation"] = rate.MeanMinusDeviation;
        result["intervalOverTrials95"] = EvaluationJson.Ends(rate.OverTrials());
        result["trials"] = new JsonArray([.. rate.Trials.Select(trial => new JsonObject
        {
            ["rate"] = trial.Rate, ["threshold"] = EvaluationJson.Number(trial.Threshold), ["measuredFar"] = trial.MeasuredFar,
        })]);
        return result;
    }
}
