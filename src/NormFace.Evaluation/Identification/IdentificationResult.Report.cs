using System.Text.Json.Nodes;
using NormFace.Charts;
using NormFace.Reports;
using NormFace.Verification;

namespace NormFace.Identification;

public sealed partial record IdentificationResult
{
    private const int LeastFalsePositives = 10;

    private protected override IReadOnlyList<(string Name, Action<string> Write)> Curves =>
    [
        ("cmc.csv", path => CurveCsv.WriteCumulativeMatch(CumulativeMatches, path)),
        .. Scores is { } scores
            ? [("open-set.csv", path => CurveCsv.WriteRoc(RocCurve.Of(scores), path))]
            : Array.Empty<(string, Action<string>)>(),
    ];

    /// <inheritdoc />
    public override JsonObject ToJson()
    {
        var json = EvaluationJson.Begin("identify");
        json["trial"] = Origin;
        json["galleryRows"] = GalleryRows;
        json["galleryIdentities"] = GalleryIdentities;
        json["matedProbes"] = MatedProbes;
        json["nonMatedProbes"] = NonMatedProbes;
        json["closedSet"] = new JsonArray([.. RankRates.Select(rate => new JsonObject
        {
            ["rank"] = rate.Rank,
            ["rate"] = rate.Rate.Value,
            [EvaluationJson.EndsName(rate.Rate)] = EvaluationJson.Ends(rate.Rate),
        })]);
        json["cumulativeMatches"] = new JsonArray([.. CumulativeMatches.Select(rate => JsonValue.Create(rate))]);
        json["openSet"] = new JsonArray([.. OpenSet.Select(Rate)]);
        return json;
    }

    /// <inheritdoc />
    public override ReportPage ToPage(Func<string, ReadOnlyMemory<byte>?>? png = null)
    {
        return new ReportPage(
            "Identification",
            FormattableString.Invariant($"{GalleryIdentities:N0} identities enrolled with {GalleryRows:N0} rows; ")
                + FormattableString.Invariant($"{MatedProbes:N0} mated and {NonMatedProbes:N0} non-mated probes. ")
            + $"Trial: {Origin}.",
            [
                new HeadingBlock("Closed set: who is it?"),
                FiguresBlock.Of(
                    [new FigureRow("mated probes found", [.. RankRates.Select(rate => rate.Rate)])],
                    [.. RankRates.Select(rate => new FigureColumn(OpenSetRate.NameOf(rate.Rank)))],
                    "identities of the probes"),
                new ParagraphBlock(
                    "Share of mated probes whose identity is among the first ranks of the gallery. An identity has the "
                    + "best of its scores; among equal scores the own identity comes last.",
                    IsNote: true),
                new HeadingBlock("Open set: is it anyone?"),
                .. OpenSetBlocks(),
                new HeadingBlock("Curves"),
                CumulativeMatchBlock.Of(("", CumulativeMatches)),
                .. Scores is { } scores ? new[] { Curve(scores) } : [],
            ]);
    }

    /// <summary>
    /// Says which rates a handful of searches decide, whose intervals cover the truth less often than they say.
    /// </summary>
    /// <returns>A sentence; empty if there is no such rate.</returns>
    public string Caution()
    {
        var few = OpenSet.Where(rate =>
            rate.Definition == OpenSetDefinition.PerSearch && rate.WantedRate * NonMatedProbes < LeastFalsePositives)
            .Select(rate => rate.WantedRate).Distinct().Select(Percent).ToArray();
        return few.Length == 0
            ? ""
            : FormattableString.Invariant(
                $"Fewer than {LeastFalsePositives} searches decide the rate per search at {string.Join(", ", few)}: ")
                + "its interval is not to be relied on.";
    }

    private IEnumerable<ReportBlock> OpenSetBlocks()
    {
        if (NonMatedProbes == 0)
        {
            yield return new ParagraphBlock(
                "Every probe is enrolled, so nothing tells how often somebody unknown would be taken for somebody "
                + "else: the definition per search is left out.",
                IsNote: true);
        }

        if (OpenSet.Count == 0)
        {
            yield break;
        }

        var ranks = OpenSet.Select(rate => rate.Rank)
            .Distinct()
            .OrderBy(rank => rank == 0 ? int.MaxValue : rank)
            .ToArray();
        yield return new TableBlock(
            [
                new TableColumn("false positives", IsText: true),
                new TableColumn("wanted"),
                new TableColumn("measured"),
                new TableColumn("from score"),
                .. ranks.Select(rank => new TableColumn(OpenSetRate.NameOf(rank))),
            ],
            [.. OpenSet.GroupBy(rate => (rate.Definition, rate.WantedRate)).Select(point => new TableRow(
            [
                new ReportCell(OpenSetRate.NameOf(point.Key.Definition).Replace('-', ' ')),
                new ReportCell(Percent(point.Key.WantedRate)),
                new ReportCell(Percent(point.First().MeasuredRate)),
                new ReportCell(Markup.Number(point.First().Threshold, "0.0000")),
                .. ranks.Select(rank =>
                    point.FirstOrDefault(rate => rate.Rank == rank) is { } rate
                        ? new FigureColumn("").Cell(rate.TruePositiveRate)
                        : new ReportCell("")),
            ]))])
        {
            Note = "True positives at each rank; below, the interval over the identities of the probes. "
                + (Caution() is { Length: > 0 } caution ? caution + " " : "")
                + "One model at one wanted rate gives very different figures by what the rate counts. "
                + string.Join(
                    "; ",
                    OpenSet.Select(rate => rate.Definition)
                        .Distinct()
                        .Select(definition =>
                            $"{OpenSetRate.NameOf(definition).Replace('-', ' ')}: {OpenSetRate.Explain(definition)}"))
                + ".",
        };
    }

    private ChartBlock Curve(ScoreSet scores)
    {
        var lowest = RocSeries.LowestShown(scores.ImpostorCount);
        OperatingPoint[] points = [.. RocCurve.Of(scores).Where(point => !double.IsNegativeInfinity(point.Threshold))];
        var start = points.TakeWhile(point => point.Far <= lowest).Last().Tar;
        OpenSetRate[] marked = [.. OpenSet.Where(
            rate => rate is { Definition: OpenSetDefinition.PerSearch, Rank: 1 } && rate.WantedRate >= lowest)];
        var bottom = marked.Select(rate => rate.TruePositiveRate.Low).Append(start).Min();
        var chart = new LineChart(
            "TPIR by FPIR at rank 1",
            new ChartAxis("false positive identification rate", lowest, 1, AxisScale.Logarithmic),
            bottom > 0.5
                ? ChartAxis.Holding("true positive identification rate", [bottom, 1])
                : new ChartAxis("true positive identification rate", 0, 1),
            [new ChartSeries("", [new ChartPoint(lowest, start), .. points.Where(point => point.Far > lowest)
                .Select(point => new ChartPoint(point.Far, point.Tar))])
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
        var json = new JsonObject { ["definition"] = OpenSetRate.NameOf(rate.Definition), ["fpir"] = rate.WantedRate };
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
