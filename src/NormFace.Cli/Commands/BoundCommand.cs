using System.CommandLine;
using NormFace.Cli.Output;
using NormFace.Theory;

namespace NormFace.Cli.Commands;

/// <summary><c>normface bound</c>: the softmax bound for class counts and scales.</summary>
internal static class BoundCommand
{
    private static readonly Option<int[]> Classes = new("--classes")
    {
        Description = "Class counts, each at least 2.",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [2, 10, 100, 1000, 10_000, 100_000],
    };

    private static readonly Option<double[]> Scales = new("--scale")
    {
        Description = "Scales, each at least 0.",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [1, 2, 4, 5, 10, 15, 20],
    };

    private static readonly Option<bool> IsCsv = new("--csv")
    {
        Description = "Print classes,scale,bound lines with all digits.",
    };

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        Command command = new("bound", "Print the lowest loss a softmax on scaled cosines can reach (Proposition 2).")
        {
            Classes, Scales, IsCsv,
        };
        command.SetAction(parsed => Run(parsed.GetValue(Classes)!, parsed.GetValue(Scales)!, parsed.GetValue(IsCsv)));
        return command;
    }

    private static void Run(int[] classes, double[] scales, bool isCsv)
    {
        if (!isCsv)
        {
            ConsoleReport.Table(
                "Lowest mean loss, nats",
                ["classes \\ scale", .. scales.Select(scale => FormattableString.Invariant($"{scale:0.####}"))],
                classes.Select(count => (IReadOnlyList<string>)
                [
                    FormattableString.Invariant($"{count}"),
                    .. scales.Select(scale => FormattableString.Invariant($"{SoftmaxBound.At(count, scale):F6}")),
                ]));
            return;
        }

        ConsoleReport.Line("classes,scale,bound");
        foreach (var (count, scale) in classes.SelectMany(count => scales.Select(scale => (count, scale))))
        {
            ConsoleReport.Line(FormattableString.Invariant($"{count},{scale:R},{SoftmaxBound.At(count, scale):R}"));
        }
    }
}
