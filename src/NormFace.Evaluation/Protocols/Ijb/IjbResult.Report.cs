using System.Text.Json.Nodes;
using NormFace.Identification;
using NormFace.Reports;

namespace NormFace.Protocols.Ijb;

public sealed partial record IjbResult
{
    private protected override IReadOnlyList<(string Name, Action<string> Write)> Curves =>
        Verification is { } verification ? CurveCsv.OfScores(verification.Scores) : [];

    /// <summary>Rates at each rank, as means of the galleries; empty without galleries.</summary>
    public IReadOnlyList<(int Rank, double Rate)> MeanRanks => Galleries.Count == 0 ? [] :
        [.. Galleries[0].Figures.RankRates.Select(
            (rate, place) => (rate.Rank, Galleries.Average(gallery => gallery.Figures.RankRates[place].Rate.Value)))];

    /// <summary>
    /// Open-set rates as means of the galleries: definition, wanted false positive rate, rank, true positive rate.
    /// Empty without galleries.
    /// </summary>
    public IReadOnlyList<(OpenSetDefinition Definition, double Rate, int Rank, double Tpir)> MeanOpenSet =>
        Galleries.Count == 0 ? [] :
        [.. Galleries[0].Figures.OpenSet.Select((rate, place) => (
            rate.Definition, rate.WantedRate, rate.Rank, Galleries.Average(
                gallery => gallery.Figures.OpenSet[place].TruePositiveRate.Value)))];

    /// <inheritdoc />
    public override JsonObject ToJson()
    {
        var json = EvaluationJson.Begin("ijb");
        json["templates"] = TemplateCount;
        json["pictures"] = PictureCount;
        json["usesQuality"] = UsesQuality;
        if (Verification is { } verification)
        {
            var figures = new JsonObject();
            EvaluationJson.Add(figures, verification);
            json["verification"] = figures;
        }

        if (Galleries.Count > 0)
        {
            json["galleries"] = new JsonArray([.. Galleries.Select(Gallery)]);
            json["meanOfGalleries"] = new JsonObject
            {
                ["closedSet"] = new JsonArray(
                    [.. MeanRanks.Select(mean => new JsonObject { ["rank"] = mean.Rank, ["rate"] = mean.Rate })]),
                ["openSet"] = new JsonArray([.. MeanOpenSet.Select(mean => new JsonObject
                {
                    ["definition"] = OpenSetRate.NameOf(mean.Definition),
                    ["fpir"] = mean.Rate,
                    ["rank"] = mean.Rank,
                    ["tpir"] = mean.Tpir,
                })]),
            };
        }

        return json;
    }

    /// <inheritdoc />
    public override ReportPage ToPage(Func<string, ReadOnlyMemory<byte>?>? png = null)
    {
        return new ReportPage(
            "IJB by templates",
            FormattableString.Invariant($"{TemplateCount:N0} templates of {PictureCount:N0} ")
                + FormattableString.Invariant($"pictures{(UsesQuality ? ", weighed by quality" : "")}."),
            [
                .. Verification is { } verification ? EvaluationBlocks.OfScores(verification) : [],
                .. Galleries.Count > 0 ? new ReportBlock[] { new HeadingBlock("Mean of the galleries"), Means() } : [],
                .. Galleries.SelectMany(
                    gallery => gallery.Figures.ToPage().Blocks.Prepend(new HeadingBlock($"Gallery {gallery.Name}"))),
            ]);
    }

    private static JsonObject Gallery((string Name, IdentificationResult Figures) gallery)
    {
        var json = gallery.Figures.ToJson();
        json.Remove("schema");
        json.Remove("protocol");
        json.Insert(0, "gallery", gallery.Name);
        return json;
    }

    private TableBlock Means() => new(
        [new TableColumn("figure", IsText: true), new TableColumn("mean")],
        [
            .. MeanRanks.Select(mean => Row(FormattableString.Invariant($"found at rank {mean.Rank}"), mean.Rate)),
            .. MeanOpenSet.Select(mean => Row(
                FormattableString.Invariant($"TPIR at FPIR {100 * mean.Rate:0.####} %, ")
                    + FormattableString.Invariant($"{OpenSetRate.NameOf(mean.Rank)}"), mean.Tpir)),
        ]);

    private static TableRow Row(string name, double rate) =>
        new([new ReportCell(name), new ReportCell(FormattableString.Invariant($"{100 * rate:0.00} %"))]);
}
