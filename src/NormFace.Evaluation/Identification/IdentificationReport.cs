using System.Text.Json.Nodes;
using NormFace.Charts;
using NormFace.Reports;
using NormFace.Verification;

namespace NormFace.Identification;

/// <summary>The figures of identification as JSON and as a page.</summary>
public static class IdentificationReport
{
    private const int LeastFalsePositives = 10;

    /// <summary>What a definition counts, in a line.</summary>
    /// <param name="definition">The definition.</param>
    /// <returns>The line.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It is none of the named ones.</exception>
    public static string Explain(OpenSetDefinition definition) => definition switch
    {
        OpenSetDefinition.PerSearch => "share of the searches of people who are not enrolled that return anyone (ISO/IEC 19795-1, NIST); the own identity must be within the rank",
        OpenSetDefinition.PerCandidate => "wrong candidates for each search of an enrolled person, found correctly or not (InsightFace's IJB script up to 2021); any rank",
        OpenSetDefinition.PerComparison => "share of the comparisons of enrolled people with others that reach the threshold (InsightFace #1386); any rank",
        _ => throw new ArgumentOutOfRangeException(nameof(definition), definition, $"definition must be a named one, but was {definition}."),
    };

    /// <summary>Name of a definition in files and options.</summary>
    /// <param name="definition">The definition.</param>
    /// <returns>Such as <c>per-search</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It is none of the named ones.</exception>
    public static string Name(OpenSetDefinition definition) => definition switch
    {
        OpenSetDefinition.PerSearch => "per-search",
        OpenSetDefinition.PerCandidate => "per-candidate",
        OpenSetDefinition.PerComparison => "per-comparison",
        _ => throw new ArgumentOutOfRangeException(nameof(definition), definition, $"definition must be a named one, but was {definition}."),
    };

    /// <summary>The result in the documented schema.</summary>
    /// <param name="result">The result.</param>
    /// <returns>The object.</returns>
    public static JsonObject ToJson(IdentificationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var json = EvaluationJson.Begin("identify");
        json["trial"] = result.Origin;
        json["galleryRows"] = result.GalleryRows;
        json["galleryIdentities"] = result.GalleryIdentities;
        json["matedProbes"] = result.MatedProbes;
        json["nonMatedProbes"] = result.NonMatedProbes;
        json["closedSet"] = new JsonArray([.. result.RankRates.Select(rate => new JsonObject
        {
            ["rank"] = rate.Rank,
            ["rate"] = rate.Rate.Value,
            [EvaluationJson.EndsName(rate.Rate)] = EvaluationJson.Ends(rate.Rate),
        })]);
        json["cumulativeMatches"] = new JsonArray([.. result.CumulativeMatches.Select(rate => JsonValue.Create(rate))]);
        json["openSet"] = new JsonArray([.. result.OpenSet.Select(Rate)]);
        return json;
    }

    /// <summary>The result as a page.</summary>
    /// <param name="result">The result.</param>
    /// <returns>The page.</returns>
    public static ReportPage ToPage(IdentificationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new ReportPage(
            "Identification",
            FormattableString.Invariant($"{result.GalleryIdentities:N0} identities enrolled with {result.GalleryRows:N0} rows; {result.MatedProbes:N0} mated and {result.NonMatedProbes:N0} non-mated probes. ")
            + $"Trial: {result.Origin}.",
            [
                new HeadingBlock("Closed set: who is it?"),
                FiguresBlock.Of(
                    [new FigureRow("mated probes found", [.. result.RankRates.Select(rate => rate.Rate)])],
                    [.. result.RankRates.Select(rate => new FigureColumn(RankName(rate.Rank)))],
                    "identities of the probes"),
                new ParagraphBlock("Share of mated probes whose identity is among the first ranks of the gallery. An identity has the best of its scores; among equal scores the own identity comes last.", IsNote: true),
                new HeadingBlock("Open set: is it anyone?"),
                .. OpenSet(result),
                new HeadingBlock("Curves"),
                CumulativeMatchBlock.Of(("", result.CumulativeMatches)),
                .. result.Scores is { } scores ? new[] { Curve(scores, result.OpenSet) } : [],
            ]);
    }

    /// <summary>Says which rates a handful of searches decide, whose intervals cover the truth less often than they say; empty where none is.</summary>
    /// <param name="result">The result.</param>
    /// <returns>A sentence.</returns>
    public static string Few(IdentificationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var few = result.OpenSet.Where(rate => rate.Definition == OpenSetDefinition.PerSearch && rate.WantedRate * result.NonMatedProbes < LeastFalsePositives)
            .Select(rate => rate.WantedRate).Distinct().Select(Percent).ToArray();
        return few.Length == 0 ? "" : FormattableString.Invariant($"Fewer than {LeastFalsePositives} searches decide the rate per search at {string.Join(", ", few)}: its interval is not to be relied on. ");
    }

    /// <summary>How a rank is called.</summary>
    /// <param name="rank">The rank, 0 for any.</param>
    /// <returns>Such as <c>rank 5</c>.</returns>
    public static string RankName(int rank) => rank == 0 ? "any rank" : FormattableString.Invariant($"rank {rank}");

    private static IEnumerable<ReportBlock> OpenSet(IdentificationResult result)
    {
        if (result.NonMatedProbes == 0)
        {
            yield return new ParagraphBlock("Every probe is enrolled, so nothing tells how often somebody unknown would be taken for somebody else: the definition per search is left out.", IsNote: true);
        }

        if (result.OpenSet.Count == 0)
        {
            yield break;
        }

        var ranks = result.OpenSet.Select(rate => rate.Rank).Distinct().OrderBy(rank => rank == 0 ? int.MaxValue : rank).ToArray();
        yield return new TableBlock(
            [
                new TableColumn("false positives", IsText: true), new TableColumn("wanted"), new TableColumn("measured"), new TableColumn("from score"),
                .. ranks.Select(rank => new TableColumn(RankName(rank))),
            ],
            [.. result.OpenSet.GroupBy(rate => (rate.Definition, rate.WantedRate)).Select(point => new TableRow(
            [
                new TableCell(Name(point.Key.Definition).Replace('-', ' ')),
                new TableCell(Percent(point.Key.WantedRate)),
                new TableCell(Percent(point.First().MeasuredRate)),
                new TableCell(Markup.Number(point.First().Threshold, "0.0000")),
                .. ranks.Select(rank => point.FirstOrDefault(rate => rate.Rank == rank) is { } rate ? new FigureColumn("").Cell(rate.TruePositiveRate) : new TableCell("")),
            ]))])
        {
            Note = "True positives at each rank; below, the interval over the identities of the probes. "
                + Few(result)
                + "One model at one wanted rate gives very different figures by what the rate counts. "
                + string.Join("; ", result.OpenSet.Select(rate => rate.Definition).Distinct().Select(definition => $"{Name(definition).Replace('-', ' ')}: {Explain(definition)}"))
                + ".",
        };
    }

    private static ChartBlock Curve(ScoreSet scores, IReadOnlyList<OpenSetRate> rates)
    {
        var lowest = RocSeries.LowestShown(scores.ImpostorCount);
        OperatingPoint[] points = [.. RocCurve.Of(scores).Where(point => !double.IsNegativeInfinity(point.Threshold))];
        var start = points.TakeWhile(point => point.Far <= lowest).Last().Tar;
        OpenSetRate[] marked = [.. rates.Where(rate => rate is { Definition: OpenSetDefinition.PerSearch, Rank: 1 } && rate.WantedRate >= lowest)];
        var bottom = marked.Select(rate => rate.TruePositiveRate.Low).Append(start).Min();
        var chart = new LineChart(
            "TPIR by FPIR at rank 1",
            new ChartAxis("false positive identification rate", lowest, 1, AxisScale.Logarithmic),
            bottom > 0.5 ? ChartAxis.Holding("true positive identification rate", [bottom, 1]) : new ChartAxis("true positive identification rate", 0, 1),
            [new ChartSeries("", [new ChartPoint(lowest, start), .. points.Where(point => point.Far > lowest).Select(point => new ChartPoint(point.Far, point.Tar))])
            {
                Dots = [.. marked.Select(rate => new ChartDot(
                    new ChartPoint(rate.WantedRate, rate.TruePositiveRate.Value),
                    $"TPIR {Percent(rate.TruePositiveRate.Value)} at FPIR {Percent(rate.WantedRate)}")
                {
                    Bar = new ChartRange(rate.WantedRate, rate.TruePositiveRate.Low, rate.TruePositiveRate.High),
                })],
            }]);
        return new ChartBlock("Open set: enrolled people found as few unknown ones are taken for somebody", chart)
        {
            Note = marked.Length > 0 ? "Dots: rates per search at rank 1; bars: their intervals." : "",
        };
    }

    private static string Percent(double rate) => Markup.Number(100 * rate, "0.0###") + " %";

    private static JsonObject Rate(OpenSetRate rate)
    {
        var json = new JsonObject { ["definition"] = Name(rate.Definition), ["fpir"] = rate.WantedRate };
        if (rate.Rank > 0)
        {
            json["rank"] = rate.Rank;
        }

        json["tpir"] = rate.TruePositiveRate.Value;
        json[EvaluationJson.EndsName(rate.TruePositiveRate)] = EvaluationJson.Ends(rate.TruePositiveRate);
        json["threshold"] = EvaluationJson.Number(rate.Threshold);
        json["measuredFpir"] = rate.MeasuredRate;
        return json;
    }
}
