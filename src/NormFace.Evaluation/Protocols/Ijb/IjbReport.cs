using System.Text.Json.Nodes;
using NormFace.Identification;
using NormFace.Reports;

namespace NormFace.Protocols.Ijb;

/// <summary>The figures of IJB-B or IJB-C as JSON and as a page.</summary>
public static class IjbReport
{
    /// <summary>The result in the documented schema.</summary>
    /// <param name="result">The result.</param>
    /// <returns>The object.</returns>
    public static JsonObject ToJson(IjbResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var json = EvaluationJson.Begin("ijb");
        json["templates"] = result.TemplateCount;
        json["pictures"] = result.PictureCount;
        json["usesQuality"] = result.UsesQuality;
        if (result.Verification is { } verification)
        {
            var figures = new JsonObject();
            EvaluationJson.Add(figures, verification);
            json["verification"] = figures;
        }

        if (result.Galleries.Count > 0)
        {
            json["galleries"] = new JsonArray([.. result.Galleries.Select(Gallery)]);
            json["meanOfGalleries"] = new JsonObject
            {
                ["closedSet"] = new JsonArray([.. MeanRanks(result).Select(mean => new JsonObject { ["rank"] = mean.Rank, ["rate"] = mean.Rate })]),
                ["openSet"] = new JsonArray([.. MeanOpenSet(result).Select(mean => new JsonObject
                {
                    ["definition"] = mean.Definition, ["fpir"] = mean.Rate, ["rank"] = mean.Rank, ["tpir"] = mean.Tpir,
                })]),
            };
        }

        return json;
    }

    /// <summary>The result as a page.</summary>
    /// <param name="result">The result.</param>
    /// <returns>The page.</returns>
    public static ReportPage ToPage(IjbResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new ReportPage(
            "IJB by templates",
            FormattableString.Invariant($"{result.TemplateCount:N0} templates of {result.PictureCount:N0} pictures{(result.UsesQuality ? ", weighed by quality" : "")}."),
            [
                .. result.Verification is { } verification ? EvaluationBlocks.OfScores(verification) : [],
                .. result.Galleries.Count > 0 ? new ReportBlock[] { new HeadingBlock("Mean of the galleries"), Means(result) } : [],
                .. result.Galleries.SelectMany(gallery => IdentificationReport.ToPage(gallery.Figures).Blocks.Prepend(new HeadingBlock($"Gallery {gallery.Name}"))),
            ]);
    }

    /// <summary>Rates at each rank, as means of the galleries.</summary>
    /// <param name="result">The result, with galleries.</param>
    /// <returns>Rank and mean rate.</returns>
    public static IReadOnlyList<(int Rank, double Rate)> MeanRanks(IjbResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return [.. result.Galleries[0].Figures.RankRates.Select((rate, place) =>
            (rate.Rank, result.Galleries.Average(gallery => gallery.Figures.RankRates[place].Rate.Value)))];
    }

    /// <summary>True positive rates at each wanted false positive rate, as means of the galleries.</summary>
    /// <param name="result">The result, with galleries.</param>
    /// <returns>Name of the definition, wanted false positive rate, rank, and mean true positive rate.</returns>
    public static IReadOnlyList<(string Definition, double Rate, int Rank, double Tpir)> MeanOpenSet(IjbResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return [.. result.Galleries[0].Figures.OpenSet.Select((rate, place) => (
            IdentificationReport.Name(rate.Definition),
            rate.WantedRate,
            rate.Rank,
            result.Galleries.Average(gallery => gallery.Figures.OpenSet[place].TruePositiveRate.Value)))];
    }

    private static JsonObject Gallery(IjbGallery gallery)
    {
        var json = IdentificationReport.ToJson(gallery.Figures);
        json.Remove("schema");
        json.Remove("protocol");
        json.Insert(0, "gallery", gallery.Name);
        return json;
    }

    private static TableBlock Means(IjbResult result) => new(
        [new TableColumn("figure", IsText: true), new TableColumn("mean")],
        [
            .. MeanRanks(result).Select(mean => Row(FormattableString.Invariant($"found at rank {mean.Rank}"), mean.Rate)),
            .. MeanOpenSet(result).Select(mean => Row(
                FormattableString.Invariant($"TPIR at FPIR {100 * mean.Rate:0.####} %, {IdentificationReport.RankName(mean.Rank)}"), mean.Tpir)),
        ]);

    private static TableRow Row(string name, double rate) => new([new TableCell(name), new TableCell(FormattableString.Invariant($"{100 * rate:0.00} %"))]);
}
