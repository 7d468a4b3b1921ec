using System.CommandLine;
using NormFace.Cli.Output;
using NormFace.Identification;
using NormFace.Protocols.Ijb;

namespace NormFace.Cli.Commands.Evaluation;

/// <summary><c>normface evaluate ijb</c>: IJB-B and IJB-C by templates.</summary>
internal static class EvaluateIjbCommand
{
    private static readonly Option<DirectoryInfo> Lists = new("--lists")
    {
        Description = "The published lists of the protocol: a folder with ijbc_face_tid_mid.txt, "
            + "ijbc_template_pair_label.txt, ijbc_1N_gallery_G1.csv and so on.",
        Required = true,
    };

    private static readonly Option<bool> IgnoresQuality = new("--no-quality")
    {
        Description = "All pictures weigh alike, whatever ijbc_name_5pts_score.txt says.",
    };

    private static readonly Option<double[]> Rates = RateOptions.FalsePositive(
        "those of 1:N.", 0.01, 0.1);

    private static readonly Option<int[]> Ranks = RateOptions.Ranks();

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        Command command = new(
            "ijb",
            "IJB-B and IJB-C by templates: listed pairs (1:1) and search in two galleries (1:N). Rows are named 1.jpg, "
            + "2.jpg, ...")
        {
            Lists, IgnoresQuality, TemplateOptions.KeepLengths, Rates, Ranks,
        };
        EmbeddingOptions.AddTo(command);
        BootstrapOptions.AddTo(command);
        ReportOptions.AddTo(command);
        command.SetAction(Run);
        return command;
    }

    private static void Run(ParseResult parsed)
    {
        var bootstrap = BootstrapOptions.Of(parsed);
        var options = new IjbOptions
        {
            UsesQuality = !parsed.GetValue(IgnoresQuality),
            KeepsLengths = parsed.GetValue(TemplateOptions.KeepLengths),
            Fars = BootstrapOptions.FarsOf(parsed),
            Bootstrap = bootstrap,
        };
        options = options with
        {
            Identification = options.Identification with
            {
                FalsePositiveRates = parsed.GetValue(Rates)!,
                Ranks = parsed.GetValue(Ranks)!,
                Bootstrap = bootstrap,
            },
        };
        var result = IjbEvaluation.Of(
            EmbeddingOptions.Read(parsed), parsed.GetValue(Lists)!.FullName, options, new ConsoleProgress("pairs"));

        ConsoleReport.Line(FormattableString.Invariant(
            $"{result.TemplateCount:N0} templates of {result.PictureCount:N0} ")
            + FormattableString.Invariant($"pictures{(result.UsesQuality ? ", weighed by quality" : "")}"));
        if (result.Verification is { } verification)
        {
            ConsoleReport.Line();
            FiguresTable.Print(verification);
        }

        if (result.Galleries.Count > 0)
        {
            ConsoleReport.Table(
                "Mean of the galleries",
                ["figure", "rate", .. result.Galleries.Select(gallery => gallery.Name)],
                [.. RankRows(result), .. OpenSetRows(result)]);
        }

        ReportOptions.Write(parsed, result);
    }

    private static IEnumerable<IReadOnlyList<string>> RankRows(IjbResult result) =>
        result.MeanRanks.Select((mean, place) => (IReadOnlyList<string>)
    [
        FormattableString.Invariant($"found at rank {mean.Rank}"),
        FiguresTable.Percent(mean.Rate),
        .. result.Galleries.Select(gallery => FiguresTable.Percent(gallery.Figures.RankRates[place].Rate.Value)),
    ]);

    private static IEnumerable<IReadOnlyList<string>> OpenSetRows(IjbResult result) =>
        result.MeanOpenSet.Select((mean, place) => (IReadOnlyList<string>)
    [
        FormattableString.Invariant($"TPIR at FPIR {mean.Rate:0.######}, {OpenSetRate.NameOf(mean.Rank)}"),
        FiguresTable.Percent(mean.Tpir),
        .. result.Galleries.Select(
            gallery => FiguresTable.Percent(gallery.Figures.OpenSet[place].TruePositiveRate.Value)),
    ]);
}
