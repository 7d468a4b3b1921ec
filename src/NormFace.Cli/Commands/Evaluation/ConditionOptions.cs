using System.CommandLine;
using System.Globalization;
using NormFace.Cli.Output;
using NormFace.Conditions;
using NormFace.Protocols.Pairs;
using NormFace.Verification;

namespace NormFace.Cli.Commands.Evaluation;

/// <summary>Options that look for the errors of a threshold by the conditions of the pictures.</summary>
internal static class ConditionOptions
{
    private const double UsualRate = 0.001;
    private const int ShownBins = 6;

    private static readonly Option<FileInfo?> Conditions = new("--conditions")
    {
        Description = "Table of conditions, such as 'normface conditions' writes: a column name, and any columns of "
            + "numbers (sharpness, face_size, yaw, age, ...) or groups (camera, sex, ...). The report then says where "
            + "genuine pairs are lost and impostors accepted.",
    };

    private static readonly Option<double?> Threshold = ThresholdOption.Create(
        "that of the first --fmr, or of 0.001, on these pairs or by --model; for --conditions.");

    private static readonly Option<FileInfo?> Model = new("--model")
    {
        Description = $"{ModelOptions.ModelDescription} the one whose calibration gives the threshold of --conditions.",
    };

    private static readonly Option<int> Bins = new Option<int>("--bins")
    {
        Description = "Bins of a column of --conditions that holds numbers.",
        DefaultValueFactory = _ => 4,
    }.Within(2, 20);

    /// <summary>Adds the options to a command.</summary>
    public static void AddTo(Command command)
    {
        foreach (var option in new Option[] { Conditions, Threshold, Model, Bins })
        {
            command.Options.Add(option);
        }

        command.Validators.Add(result =>
        {
            foreach (var option in new Option[] { Threshold, Model, Bins })
            {
                if (result.GetResult(option) is { Implicit: false } && result.GetResult(Conditions) is null)
                {
                    result.AddError(
                        $"Option '{option.Name}' is about the errors by condition and needs '--conditions'.");
                }
            }

            if (result.GetResult(Threshold) is not null && result.GetResult(Model) is not null)
            {
                result.AddError("Options '--threshold' and '--model' both set the threshold; give one of them.");
            }
        });
    }

    /// <summary>The table that was named; null where none was. Read before the work, so that a wrong one costs
    /// none.</summary>
    public static ConditionTable? Table(ParseResult parsed)
    {
        if (parsed.GetValue(Conditions) is not { } file)
        {
            return null;
        }

        if (parsed.GetValue(Model) is { } model)
        {
            _ = CalibratedModel.Read(model);
            if (EmbeddingOptions.IsGiven(parsed))
            {
                EmbeddingOptions.Origin(parsed).RequireModel(model, KnownModel.Read(model.FullName));
            }
        }

        using var input = InputFile.Open(file.ToString());
        return ConditionTable.Read(input.Path);
    }

    /// <summary>Settings with the threshold that was asked for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="summary">Figures of the pairs, which may give the threshold.</param>
    public static (double Threshold, ErrorsByConditionOptions Options) Of(
        ParseResult parsed, VerificationSummary summary)
    {
        var (threshold, origin) = ThresholdOf(parsed, summary);
        return (threshold, new ErrorsByConditionOptions
        {
            Bins = parsed.GetValue(Bins),
            ThresholdOrigin = origin,
            Bootstrap = BootstrapOptions.Of(parsed),
        });
    }

    /// <summary>The errors on listed pairs, printed; null where no table was named.</summary>
    public static ErrorsByCondition? Errors(ParseResult parsed, ConditionTable? table, PairsResult result)
    {
        if (table is null)
        {
            return null;
        }

        var (threshold, options) = Of(parsed, result.Summary);
        var errors = ErrorsByCondition.Of(result.Scored, table, threshold, options);
        Print(errors);
        return errors;
    }

    /// <summary>Prints the few bins that matter.</summary>
    public static void Print(ErrorsByCondition errors)
    {
        ConsoleReport.Line();
        ConsoleReport.Line(FormattableString.Invariant(
            $"Errors at the threshold {errors.Threshold:F4} ({errors.ThresholdOrigin}):"));
        ConsoleReport.Line($"  genuine pairs lost: {Text(errors.Genuine)}");
        ConsoleReport.Line($"  impostor pairs accepted: {Text(errors.Impostor)}");
        if (errors.PeopleOfHalfLost > 0)
        {
            ConsoleReport.Line(FormattableString.Invariant(
                $"  half of the lost pairs are of {errors.PeopleOfHalfLost:N0} people"));
        }

        var notable = errors.Notable;
        if (notable.Count == 0)
        {
            ConsoleReport.Line("No bin errs more often than the others beyond its interval.");
        }
        else
        {
            ConsoleReport.Table(
                "Bins with more than their share of the errors",
                ["condition", "bin", "errors", "rate", "its interval", "all pairs", "share of errors", "of pairs"],
                notable.Take(ShownBins).Select(entry => (IReadOnlyList<string>)
                [
                    entry.Condition.Name,
                    entry.Bin.Label,
                    entry.IsGenuine ? "genuine lost" : "impostors accepted",
                    Percent(entry.Errors.Rate!.Value.Value) + (entry.Errors.AreFew ? " *" : ""),
                    $"{Percent(entry.Errors.Rate.Value.Low)} - {Percent(entry.Errors.Rate.Value.High)}",
                    (entry.IsGenuine ? errors.Genuine : errors.Impostor).Rate is { } all ? Percent(all.Value) : "",
                    FormattableString.Invariant($"{100 * entry.Errors.ShareOfErrors:0} %"),
                    FormattableString.Invariant($"{100 * entry.Errors.ShareOfPairs:0} %"),
                ]));
            if (notable.Count > ShownBins)
            {
                ConsoleReport.Line(FormattableString.Invariant(
                    $"The {ShownBins} of {notable.Count} such bins with the most; the report has all."));
            }
        }

        foreach (var note in errors.Notes)
        {
            ConsoleReport.Note(note);
        }

        if (errors.Pictures.WithoutRow > 0)
        {
            ConsoleReport.Note(FormattableString.Invariant(
                $"{errors.Pictures.WithoutRow:N0} of {errors.Pictures.All:N0} pictures have no row in the table; ")
                + "their pairs are counted as not known.");
        }
    }

    private static (double, string) ThresholdOf(ParseResult parsed, VerificationSummary summary)
    {
        if (parsed.GetValue(Threshold) is { } given)
        {
            return (given, "given");
        }

        var asked = BootstrapOptions.FarsOf(parsed)?[0];
        if (parsed.GetValue(Model) is { } model)
        {
            var calibration = CalibratedModel.Read(model);
            var wanted = asked ?? calibration.Rates.MinBy(known => Math.Abs(Math.Log(known / UsualRate)));
            return (
                calibration.At(wanted).At(wanted).Threshold,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"calibrated for a false match rate of {wanted:0.######}, {model.Name}"));
        }

        if (summary.TrueAcceptRates.Count == 0)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"{summary.ImpostorCount} impostor pairs are too few for a false match rate: give --threshold."));
        }

        // Of the rates that the pairs can show, the one asked for first, or the nearest to the usual one.
        var rate = asked is { } first
            ? summary.TrueAcceptRates.First(one => one.Far == first)
            : summary.TrueAcceptRates.MinBy(one => Math.Abs(Math.Log(Math.Max(one.Far, 1e-12) / UsualRate)));
        return double.IsFinite(rate.Threshold)
            ? (rate.Threshold, string.Create(
                CultureInfo.InvariantCulture, $"false match rate of {rate.Far:0.######} on these pairs"))
            : throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"No threshold on these pairs has a false match rate of at most {rate.Far:0.######} and accepts ")
                + "anything. Choose a higher --fmr, or give --threshold.");
    }

    private static string Text(BinErrors errors) => FormattableString.Invariant(
        $"{errors.ErrorCount:N0} of {errors.PairCount:N0}")
        + (errors.Rate is { } rate
            ? $", {Percent(rate.Value)} ({Percent(rate.Low)} - {Percent(rate.High)})"
            : ", too few pairs or people for a rate");

    private static string Percent(double rate) => (100 * rate).ToString(
        Math.Abs(rate) >= 0.001 || rate == 0 ? "0.00" : "0.0000", CultureInfo.InvariantCulture) + " %";
}
