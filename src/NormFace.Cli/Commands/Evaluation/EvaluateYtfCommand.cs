using System.CommandLine;
using NormFace.Cli.Output;
using NormFace.Protocols.Ytf;
using NormFace.Verification;

namespace NormFace.Cli.Commands.Evaluation;

/// <summary><c>normface evaluate ytf</c>: pairs of videos.</summary>
internal static class EvaluateYtfCommand
{
    private static readonly Option<FileInfo> Splits = new("--splits")
    {
        Description = "The splits: split, pair, first video, second video, same; a video is Person/number.",
        Required = true,
    };

    private static readonly Option<bool> KeepsMean = new("--keep-mean")
    {
        Description = "Do not subtract the mean over the videos of the other splits, as the paper's script does.",
    };

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        Command command = new(
            "ytf",
            "YouTube Faces: pairs of videos by mean score and by histograms with a kernel machine. Rows are "
            + "Person/video/frame.jpg.") { Splits, KeepsMean };
        EmbeddingOptions.AddTo(command);
        BootstrapOptions.AddTo(command);
        ReportOptions.AddTo(command);
        command.SetAction((parsed, cancellation) => Task.Run(() => Run(parsed, cancellation), CancellationToken.None));
        return command;
    }

    private static void Run(ParseResult parsed, CancellationToken cancellation)
    {
        var frames = EmbeddingOptions.Read(parsed);
        var options = new YtfOptions
        {
            SubtractsMean = !parsed.GetValue(KeepsMean),
            Fars = BootstrapOptions.FarsOf(parsed),
            Bootstrap = BootstrapOptions.Of(parsed),
        };
        var result = YtfEvaluation.Of(
            frames, parsed.GetValue(Splits)!.FullName, options, new ConsoleProgress("pairs"), cancellation);

        ConsoleReport.Table(
            $"Accuracy over {result.FoldCount} splits",
            [
                "score",
                "accuracy",
                "deviation (n)",
                "standard error",
                FiguresTable.IntervalHeading(result.MeanScoreInterval)],
            [
                Row("mean of the frame pairs, linear SVM", result.MeanScoreAccuracy, result.MeanScoreInterval),
                Row("histogram of 100 bins, intersection kernel", result.HistogramAccuracy, result.HistogramInterval),
            ]);
        ConsoleReport.Line(FormattableString.Invariant($"Largest KKT gap of any machine: {result.WorstKktGap:G2}"));
        ConsoleReport.Line();
        FiguresTable.Print(result.Summary);
        ReportOptions.Write(parsed, result);
    }

    private static IReadOnlyList<string> Row(string name, MeanAndDeviation figure, ConfidenceInterval interval) =>
    [
        name,
        FiguresTable.Percent(figure.Mean),
        FiguresTable.Percent(figure.StandardDeviation),
        FiguresTable.Percent(figure.StandardError),
        FiguresTable.Interval(interval),
    ];
}
