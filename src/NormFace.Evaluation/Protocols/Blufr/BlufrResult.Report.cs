using System.Globalization;
using System.Text.Json.Nodes;
using NormFace.Reports;

namespace NormFace.Protocols.Blufr;

public sealed partial record BlufrResult
{
    /// <inheritdoc />
    public override JsonObject ToJson()
    {
        var json = EvaluationJson.Begin("blufr");
        json["trials"] = Origin;
        json["isGenerated"] = IsGenerated;
        json["verification"] = new JsonArray([.. Verification.Select(Rate)]);
        json["identification"] = new JsonArray([.. Identification.Select(Rate)]);
        json["counts"] = new JsonArray([.. Counts.Select(counts => new JsonObject
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

    /// <inheritdoc />
    public override ReportPage ToPage(Func<string, ReadOnlyMemory<byte>?>? png = null)
    {
        var counts = Counts;
        return new ReportPage(
            IsGenerated ? "BLUFR-like benchmark on generated trials" : "BLUFR",
            $"Trials: {Origin}.",
            [
                new ParagraphBlock(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"On average {counts.Average(count => count.GenuinePairs):N0} genuine and "
                        + $"{counts.Average(count => count.ImpostorPairs):N0} impostor pairs a trial; ")
                    + string.Create(
                        CultureInfo.InvariantCulture,
                        $"{counts.Average(count => count.GalleryPictures):N0} enrolled, "
                        + $"{counts.Average(count => count.GenuineProbes):N0} genuine and "
                        + $"{counts.Average(count => count.ImpostorProbes):N0} impostor probes. ")
                    + "The threshold of a rate is the score of the impostor whose number is round(FAR x impostors), "
                    + "as the benchmark has it.",
                    IsNote: true),
                new HeadingBlock("Verification"),
                FoldTableBlock.OfTrials([.. Verification.Select(Trials)]),
                new HeadingBlock("Open-set identification"),
                FoldTableBlock.OfTrials([.. Identification.Select(Trials)]),
                new ParagraphBlock(Intervals(), IsNote: true),
            ]);
    }

    private static (string Name, IReadOnlyList<double> Trials) Trials(BlufrRate rate) =>
        (rate.Name, [.. rate.Trials.Select(trial => trial.Rate)]);

    private string Intervals() => "95 % intervals of the means over trials: "
        + string.Join("; ", Verification.Concat(Identification).Select(rate =>
            FormattableString.Invariant(
                $"{rate.Name} {100 * rate.OverTrials().Low:0.00} to {100 * rate.OverTrials().High:0.00} %")))
        + ". They tell how the draw of trials varies; trials share people, so they say less than intervals over "
        + "identities would.";

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
            ["rate"] = trial.Rate,
            ["threshold"] = EvaluationJson.Number(trial.Threshold),
            ["measuredFar"] = trial.MeasuredFar,
        })]);
        return result;
    }
}
