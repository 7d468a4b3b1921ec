using System.CommandLine;
using System.Globalization;
using NormFace.AllPairs;
using NormFace.Calibration;
using NormFace.Cli.Output;
using NormFace.Models;
using NormFace.PairLists;
using NormFace.Recognition;
using NormFace.Verification;

namespace NormFace.Cli.Commands.Evaluation;

/// <summary>
/// <c>normface calibrate</c>: thresholds for wanted false match rates, and scores as likelihood ratios.
/// </summary>
internal static class CalibrateCommand
{
    private const long MostPairs = 10_000_000; // held in memory, and gone through once a replicate

    private static readonly Option<double[]> Rates = FalseMatchRate.Several(
        "those to find thresholds for, each in (0, 1].", 0.01, 0.001);

    private static readonly Option<FileInfo?> Scores = new("--scores")
    {
        Description = PairOptions.ScoresDescription,
    };

    private static readonly Option<double> LeastMatches = new("--least-matches")
    {
        Description = "False matches that the pairs must show at a wanted rate; fewer and the rate is refused.",
        DefaultValueFactory = _ => 10,
    };

    private static readonly Option<FileInfo?> Model = new("--model")
    {
        Description = $"{ModelOptions.ModelDescription} to write the calibration into, so that 'verify' knows its "
            + "thresholds.",
    };

    private static readonly Option<FileInfo?> Contract = new("--contract")
    {
        Description = $"{ModelOptions.ContractDescription}; the calibration goes into it.",
    };

    private static readonly Option<bool> Add = new("--add")
    {
        Description = "Keep the model's calibrations on other sets of pictures; default: replace them. Of several, the "
            + "highest threshold counts.",
    };

    private static readonly Option<bool> Uncorrected = new("--uncorrected")
    {
        Description = "Calibrate plain cosines, and have the model use them, although it holds a correction for "
            + "sources.",
    };

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        Command command = new(
            "calibrate",
            "Find the threshold for a wanted false match rate, with its interval, and turn scores into likelihood "
            + "ratios.")
        {
            Rates, Scores, LeastMatches, Model, Contract, Add, Uncorrected, JsonOutput.Option,
        };
        PairOptions.AddTo(command);
        EmbeddingOptions.AddTo(command, isRequired: false);
        PeopleOptions.AddTo(command);
        BootstrapOptions.AddTo(command, withRates: false);
        command.SetAction(Run);
        return command;
    }

    private static void Run(ParseResult parsed)
    {
        if (EmbeddingOptions.IsGiven(parsed) == (parsed.GetValue(Scores) is not null))
        {
            throw new ArgumentException("Give either --embeddings, optionally with --pairs, or --scores.");
        }

        if (parsed.GetValue(Contract) is not null && parsed.GetValue(Model) is null)
        {
            throw new ArgumentException(
                "--contract is the contract of a third-party ONNX network: name the network too, with --model.");
        }

        if (parsed.GetValue(Add) && parsed.GetValue(Model) is null)
        {
            throw new ArgumentException("--add adds to a model's calibrations: name the model, with --model.");
        }

        ModelCalibration? earlier = null;
        if (parsed.GetValue(Model) is { } model)
        {
            earlier = CalibratedModel.Check(model, parsed.GetValue(Contract));
            if (EmbeddingOptions.IsGiven(parsed))
            {
                EmbeddingOptions.Origin(parsed).RequireModel(model, KnownModel.Read(model.FullName));
            }
        }

        var corrector = Corrector(parsed);
        var (pairs, source) = Read(parsed, corrector);
        if (!pairs.Any(pair => pair.IsGenuine) || pairs.All(pair => pair.IsGenuine))
        {
            throw new InvalidDataException(
                $"Calibration needs pairs of one person and pairs of two, but all {pairs.Count} pairs are of "
                    + $"{(pairs.Any(pair => pair.IsGenuine) ? "one" : "two")}. "
                + "Of embeddings, the folder of a picture names its person: person/picture.jpg.");
        }

        if (Mean(pairs, isGenuine: true) < Mean(pairs, isGenuine: false))
        {
            throw new InvalidDataException(
                "Genuine pairs must score higher than impostor pairs, but score lower, as distances do. Negate them, "
                + "or check which pairs are marked as genuine.");
        }

        var record = ScoreCalibration.Of(
            pairs,
            parsed.GetValue(Rates)!,
            source,
            parsed.GetValue(Scores) is null ? "cosine" : "score",
            new CalibrationOptions
            {
                LeastFalseMatches = parsed.GetValue(LeastMatches),
                Bootstrap = BootstrapOptions.Of(parsed),
            }) with
        {
            Correction = corrector is null
                ? null
                : CorrectedModel.Read(corrector, parsed.GetValue(Contract)).Origin,
        };

        Print(record);
        JsonOutput.Write(parsed, record.ToJson());

        if (parsed.GetValue(Model) is { } calibrated)
        {
            var calibration = parsed.GetValue(Add) && earlier is not null
                ? earlier.With(record)
                : new ModelCalibration([record]);
            var written = EmbeddingModel.WriteCalibration(
                calibrated.FullName, calibration, parsed.GetValue(Contract)?.FullName);
            ConsoleReport.Note(
                $"Written into {(written == calibrated.FullName ? $"the header of {calibrated}" : written)}");
            foreach (var other in earlier?.Records ?? [])
            {
                var isKept = calibration.Records.Contains(other);
                ConsoleReport.Note(
                    $"{(isKept ? "Kept" : "Replaced")} the calibration on {other.Source}: {RatesOf(other)}.");
            }

            if (calibration.Records.Any(one => one.Thresholds.Count > calibration.Rates.Count))
            {
                var rates = calibration.Rates.Select(rate => FormattableString.Invariant($"{rate:0.######}"));
                ConsoleReport.Note($"Only rates that all sets support can be asked for: {string.Join(", ", rates)}.");
            }
        }
    }

    private static double Mean(IReadOnlyCollection<ScorePair> pairs, bool isGenuine) =>
        pairs.Where(pair => pair.IsGenuine == isGenuine).Average(pair => pair.Score);

    private static string RatesOf(CalibrationRecord record) => record.Thresholds.Count == 0 ? "it had no threshold"
        : string.Join(", ", record.Thresholds.Select(threshold => FormattableString.Invariant(
            $"threshold {threshold.Threshold:F4} for a false match rate of {threshold.WantedRate:0.######}")));

    private static (IReadOnlyCollection<ScorePair> Pairs, string Source) Read(
        ParseResult parsed, FileInfo? corrector)
    {
        if (parsed.GetValue(Scores) is { } table)
        {
            return (ScoredPairs.Read(table.FullName).WithIdentities(), $"scores of {table.Name}");
        }

        var set = PeopleOptions.Choose(parsed, EmbeddingOptions.Read(parsed, corrector)).Normalize();
        if (PairOptions.Name(parsed) is { } list)
        {
            return (ScoredPairs.Of(PairOptions.Read(parsed), set).WithIdentities(), $"pairs of {list}");
        }

        var count = set.Count * (set.Count - 1L) / 2;
        return count <= MostPairs
            ? (AllPairsEvaluation.Scores(set), FormattableString.Invariant($"all {count} pairs of {set.Count} ")
                + FormattableString.Invariant($"embeddings of {EmbeddingOptions.Name(parsed)}"))
            : throw new InvalidDataException(FormattableString.Invariant(
                $"Calibration holds at most {MostPairs} pairs, but {set.Count} embeddings have {count}. Choose some ")
                + "identities with --people, or pairs with --pairs.");
    }

    // The model whose correction the embeddings get: the calibrated one, if it has one.
    private static FileInfo? Corrector(ParseResult parsed)
    {
        if (!EmbeddingOptions.IsGiven(parsed) || parsed.GetValue(Uncorrected))
        {
            return null;
        }

        return EmbeddingOptions.Corrector(parsed)
            ?? (parsed.GetValue(Model) is { } model && CorrectedModel.Find(model, parsed.GetValue(Contract)) is not null
                ? model
                : null);
    }

    private static void Print(CalibrationRecord record)
    {
        ConsoleReport.Line(FormattableString.Invariant(
            $"{record.GenuineCount:N0} genuine and {record.ImpostorCount:N0} impostor pairs of ")
            + FormattableString.Invariant($"{record.IdentityCount:N0} identities ({record.Source})"));
        ConsoleReport.Table(
            null,
            [
                "wanted false match rate",
                "threshold",
                "its interval",
                "false matches",
                "rate on these pairs",
                "its interval",
                "genuine accepted",
                "its interval"],
            record.Thresholds.Select(threshold => (IReadOnlyList<string>)
            [
                FormattableString.Invariant($"{threshold.WantedRate:0.##########}"),
                FormattableString.Invariant($"{threshold.Threshold:F4}"),
                threshold.ThresholdInterval is { } interval
                    ? FormattableString.Invariant($"{interval.Low:F4} - {interval.High:F4}")
                    : "",
                FormattableString.Invariant($"{threshold.FalseMatchCount:N0}"),
                FormattableString.Invariant($"{threshold.FalseMatchRate.Value:G3}"),
                FormattableString.Invariant($"{threshold.FalseMatchRate.Low:G3} - {threshold.FalseMatchRate.High:G3}"),
                FiguresTable.Percent(threshold.TrueAcceptRate.Value),
                FiguresTable.Interval(threshold.TrueAcceptRate),
            ]));
        ConsoleReport.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"Log-likelihood ratio of a score s: {record.Ratio.Slope:F3} s {(record.Ratio.Offset < 0 ? "-" : "+")} "
            + $"{Math.Abs(record.Ratio.Offset):F3} nats; Cllr {record.Cllr:F4} bits, at least "
            + $"{record.MinimumCllr:F4}."));
    }
}
