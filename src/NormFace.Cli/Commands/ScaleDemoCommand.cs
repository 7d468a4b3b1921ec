using System.CommandLine;
using System.Globalization;
using NormFace.Cli.Output;
using NormFace.Demonstration;
using NormFace.Experiments;
using NormFace.Native;

namespace NormFace.Cli.Commands;

/// <summary><c>normface scale-demo</c>: the paper's claim about the scale, in seconds, on free vectors.</summary>
internal static class ScaleDemoCommand
{
    private static readonly Option<DirectoryInfo> Out = OutFolder.Create("the picture", "scale-demo");

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        Command command = new(
            "scale-demo", "Train every head on free vectors; plot the loss and its theoretical floor.")
        {
            Out, JsonOutput.Option,
        };
        command.SetAction((parsed, cancellation) =>
            Task.Run(() => Run(parsed, cancellation), CancellationToken.None));
        return command;
    }

    private static void Run(ParseResult parsed, CancellationToken cancellation)
    {
        NativeStart.Ensure();
        var folder = parsed.GetValue(Out)!;
        OutFolder.Make(folder);
        ConsoleReport.Line(
            $"{ScaleDemo.Classes} classes, one free feature and one free agent each, in {ScaleDemo.Classes - 1} "
            + $"dimensions; plain gradient descent.");
        ConsoleReport.Line();

        var scales = ScaleDemo.TrainScales(cancellation);
        PrintLosses("Normalised softmax: the scale decides how low the loss can go", scales);
        var others = ScaleDemo.TrainOtherHeads(cancellation).ToArray();
        PrintLosses("The other heads", others);

        var picture = Path.Combine(folder.FullName, "scale-and-floor.png");
        ScaleDemo.Draw(picture, scales);
        ConsoleReport.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"Own cos 1 and other cos -1/{ScaleDemo.Classes - 1} = {-1.0 / (ScaleDemo.Classes - 1):F4} are the regular "
            + $"simplex, on which the floor is reached."));
        ConsoleReport.Line($"Picture: {Path.GetRelativePath(Environment.CurrentDirectory, picture)}");
        JsonOutput.Write(parsed, new
        {
            Picture = picture,
            Runs = scales.Concat(others).Select(row => new
            {
                Head = row.Name,
                row.Run.Last.Scale,
                FirstLoss = row.Run.Points[0].Loss,
                LastLoss = row.Run.Last.Loss,
                row.Run.Last.Floor,
                row.Run.OwnCosine,
                OtherCosine = row.Run.MeanOtherCosine,
            }),
        });
    }

    private static void PrintLosses(string title, IEnumerable<ScaleDemoRun> runs) => ConsoleReport.Table(
        title,
        ["head", "scale", "first loss", "last loss", "floor", "own cos", "other cos"],
        runs.Select(row => (IReadOnlyList<string>)
        [
            row.Name,
            Number(row.Run.Last.Scale, "0.##"),
            Number(row.Run.Points[0].Loss),
            Number(row.Run.Last.Loss),
            Number(row.Run.Last.Floor),
            Number(row.Run.OwnCosine, "F4"),
            Number(row.Run.MeanOtherCosine, "F4"),
        ]));

    private static string Number(double? value, string format = "0.######") =>
        value is { } number ? number.ToString(format, System.Globalization.CultureInfo.InvariantCulture) : "-";
}
