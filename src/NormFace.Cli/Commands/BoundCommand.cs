using System.CommandLine;
using NormFace.Cli.Output;
using NormFace.Theory;

namespace NormFace.Cli.Commands;

/// <summary><c>normface bound</c>: the softmax bound for class counts and scales.</summary>
internal static class BoundCommand
{
    private static readonly Option<int[]> Classes = new("--classes")
    {
        Description = "Number of classes, such as training identities: at least 2 each.",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [2, 10, 100, 1000, 10_000, 100_000],
    };

    private static readonly Option<double[]> Scales = new("--scale")
    {
        Description = "Scales, each at least 0.",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [1, 2, 4, 5, 10, 15, 20],
    };

    private static readonly OutputFile Csv = CsvOutput.Create("classes, scale, bound, with all digits");

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        Command command = new("bound", "Print the lowest loss a softmax on scaled cosines can reach (Proposition 2).")
        {
            Classes, Scales, JsonOutput.Option, Csv,
        };
        command.SetAction(Run);
        return command;
    }

    private static void Run(ParseResult parsed)
    {
        var (classes, scales) = (parsed.GetValue(Classes)!, parsed.GetValue(Scales)!);
        ConsoleReport.Table(
            "Lowest mean loss, nats",
            ["classes \\ scale", .. scales.Select(scale => FormattableString.Invariant($"{scale:0.####}"))],
            classes.Select(count => (IReadOnlyList<string>)
            [
                FormattableString.Invariant($"{count}"),
                .. scales.Select(scale => FormattableString.Invariant($"{SoftmaxBound.At(count, scale):F6}")),
            ]));
        var bounds = classes.SelectMany(count => scales.Select(
            scale => new { Classes = count, Scale = scale, Bound = SoftmaxBound.At(count, scale) }));
        JsonOutput.Write(parsed, new { Bounds = bounds });
        CsvOutput.Write(parsed, Csv, [
            "classes,scale,bound",
            .. bounds.Select(row => FormattableString.Invariant($"{row.Classes},{row.Scale:R},{row.Bound:R}"))]);
    }
}
