using System.CommandLine;
using NormFace.Cli.Output;
using NormFace.Embeddings;
using NormFace.Identification;

namespace NormFace.Cli.Commands.Evaluation;

/// <summary><c>normface evaluate identify</c>: closed-set and open-set identification.</summary>
internal static class EvaluateIdentifyCommand
{
    private static readonly Option<FileInfo?> Gallery = new("--gallery")
    {
        Description = "List of the pictures (or templates) to enrol, one a line; with --probes. Without "
            + "them, a trial is drawn.",
    };

    private static readonly Option<FileInfo?> Probes = new("--probes")
    {
        Description = "List of the pictures (or templates) that search.",
    };

    private static readonly Option<int> GalleryPictures = new("--gallery-pictures")
    {
        Description = "Pictures that enrol a person of a drawn trial, at least 1.",
        DefaultValueFactory = _ => 1,
    };

    private static readonly Option<double> UnknownShare = new("--unknown-share")
    {
        Description = "Share of the people with enough pictures whom a drawn trial does not enrol, in [0, 1).",
        DefaultValueFactory = _ => 0.5,
    };

    private static readonly Option<int> TrialSeed = RateOptions.TrialSeed();

    private static readonly Option<double[]> Rates = RateOptions.FalsePositive(
        "default: those of 0.001, 0.01 and 0.1 that the probes can show.");

    private static readonly Option<string[]> Definitions = DefinitionOption();

    private static readonly Option<int[]> Ranks = RateOptions.Ranks();

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        Command command = new(
            "identify",
            "Find people in a gallery: ranks (closed set), and true positives at few false ones (open set).")
        {
            Gallery, Probes, GalleryPictures, UnknownShare, TrialSeed, Rates, Definitions, Ranks,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(Gallery) is null != result.GetResult(Probes) is null)
            {
                result.AddError("Options '--gallery' and '--probes' must come together, or neither for a drawn trial.");
            }
        });
        EmbeddingOptions.AddTo(command);
        TemplateOptions.AddTo(command);
        BootstrapOptions.AddTo(command, withRates: false);
        ReportOptions.AddTo(command);
        command.SetAction(Run);
        return command;
    }

    private static void Run(ParseResult parsed)
    {
        var set = TemplateOptions.Pool(parsed, EmbeddingOptions.Read(parsed)).Normalize();
        var result = IdentificationEvaluation.Of(set, Trial(parsed, set), new IdentificationOptions
        {
            FalsePositiveRates = parsed.GetValue(Rates) is { Length: > 0 } rates ? rates : null,
            Ranks = parsed.GetValue(Ranks)!,
            Definitions = parsed.GetValue(Definitions) is { Length: > 0 } names && !names.Contains("all")
                ? [.. Enum.GetValues<OpenSetDefinition>().Where(
                    definition => names.Contains(OpenSetRate.NameOf(definition)))]
                : Enum.GetValues<OpenSetDefinition>(),
            Bootstrap = BootstrapOptions.Of(parsed),
        });

        Print(result);
        ReportOptions.Write(parsed, result);
    }

    private static IdentificationTrial Trial(ParseResult parsed, EmbeddingSet set) =>
        parsed.GetValue(Gallery) is { } gallery
        ? IdentificationTrial.Read(set, gallery.FullName, parsed.GetValue(Probes)!.FullName)
        : IdentificationTrial.Generate(
            set, parsed.GetValue(TrialSeed), parsed.GetValue(GalleryPictures), parsed.GetValue(UnknownShare));

    private static void Print(IdentificationResult result)
    {
        ConsoleReport.Line($"Trial: {result.Origin}");
        ConsoleReport.Line(FormattableString.Invariant(
            $"{result.GalleryIdentities:N0} identities enrolled; {result.MatedProbes:N0} mated and ")
            + FormattableString.Invariant($"{result.NonMatedProbes:N0} non-mated probes"));
        ConsoleReport.Table(
            "Closed set: the own identity among the first ranks",
            ["rank", "rate", "95 % interval"],
            result.RankRates.Select(rate => (IReadOnlyList<string>)
                [
                    FormattableString.Invariant($"{rate.Rank}"),
                    FiguresTable.Percent(rate.Rate.Value),
                    FiguresTable.Interval(rate.Rate)]));
        if (result.OpenSet.Count == 0)
        {
            return;
        }

        ConsoleReport.Table(
            "Open set: true positives at a false positive rate that is not exceeded",
            ["false positives", "wanted", "measured", "from score", "rank", "true positives", "95 % interval"],
            result.OpenSet.Select(rate => (IReadOnlyList<string>)
            [
                OpenSetRate.NameOf(rate.Definition).Replace('-', ' '),
                FormattableString.Invariant($"{rate.WantedRate:0.######}"),
                FormattableString.Invariant($"{rate.MeasuredRate:0.######}"),
                FormattableString.Invariant($"{rate.Threshold:F4}"),
                OpenSetRate.NameOf(rate.Rank),
                FiguresTable.Percent(rate.TruePositiveRate.Value),
                FiguresTable.Interval(rate.TruePositiveRate),
            ]));
        if (result.Caution() is { Length: > 0 } caution)
        {
            ConsoleReport.Line(caution);
        }

        foreach (var definition in result.OpenSet.Select(rate => rate.Definition).Distinct())
        {
            ConsoleReport.Line(
                $"{OpenSetRate.NameOf(definition).Replace('-', ' ')}: {OpenSetRate.Explain(definition)}");
        }
    }

    private static Option<string[]> DefinitionOption()
    {
        Option<string[]> option = new("--definition")
        {
            Description = "What a false positive rate counts.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => ["all"],
        };
        return option.AcceptOnlyFromAmong([.. Enum.GetValues<OpenSetDefinition>().Select(OpenSetRate.NameOf), "all"]);
    }
}
