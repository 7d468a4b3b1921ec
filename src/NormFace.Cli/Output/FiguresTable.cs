using System.Globalization;
using NormFace.Verification;

namespace NormFace.Cli.Output;

/// <summary>Figures of verification as people read them: percent, with the interval beside.</summary>
internal static class FiguresTable
{
    /// <summary>Prints EER, AUC and the true accept rates.</summary>
    public static void Print(VerificationSummary summary)
    {
        ConsoleReport.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"{summary.GenuineCount:N0} genuine and {summary.ImpostorCount:N0} impostor pairs of "
            + $"{summary.IdentityCount:N0} identities"));
        List<IReadOnlyList<string>> rows =
        [
            ["equal error rate", Percent(summary.EqualErrorRate.Value), Interval(summary.EqualErrorRate), ""],
            ["area under the ROC curve", Percent(summary.Auc.Value), Interval(summary.Auc), ""],
        ];
        rows.AddRange(summary.TrueAcceptRates.Select(rate => (IReadOnlyList<string>)
        [
            FormattableString.Invariant($"TAR at FAR {rate.Far:0.#########}"),
            Percent(rate.Tar.Value),
            Interval(rate.Tar),
            FormattableString.Invariant($"{rate.Threshold:F4}"),
        ]));
        if (summary.TrueAcceptRates.Any(rate => rate.Far * summary.ImpostorCount < 10))
        {
            ConsoleReport.Line("Fewer than ten impostor pairs decide the lowest FAR: its interval is unreliable.");
        }

        ConsoleReport.Table(null, ["figure", "value", IntervalHeading(summary.Auc), "threshold"], rows);
    }

    /// <summary>A rate in percent.</summary>
    public static string Percent(double rate) => FormattableString.Invariant($"{100 * rate:0.00} %");

    /// <summary>Both ends of an interval in percent.</summary>
    public static string Interval(ConfidenceInterval interval) =>
        FormattableString.Invariant($"{100 * interval.Low:0.00} - {100 * interval.High:0.00}");

    /// <summary>What an interval's column is called.</summary>
    public static string IntervalHeading(ConfidenceInterval interval) =>
        FormattableString.Invariant($"{100 * interval.Level:0.##} % interval");
}
