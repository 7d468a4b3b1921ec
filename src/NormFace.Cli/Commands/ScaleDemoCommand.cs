using System.CommandLine;
using NormFace.Agents;
using NormFace.Cli.Figures;
using NormFace.Cli.Output;
using NormFace.Experiments;
using NormFace.Losses;
using NormFace.Scales;

namespace NormFace.Cli.Commands;

/// <summary><c>normface scale-demo</c>: the paper's claim about the scale, in seconds, on free vectors.</summary>
internal static class ScaleDemoCommand
{
    private const int Classes = 10;

    private static readonly Option<DirectoryInfo> Out = new("--out")
    {
        Description = "Folder for the picture.",
        DefaultValueFactory = _ => new DirectoryInfo("scale-demo"),
    };

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        Command command = new("scale-demo", "Train every head on free vectors, compare the loss with its theoretical floor, draw a picture.") { Out };
        command.SetAction((parsed, cancellation) => Task.Run(() => Run(parsed.GetValue(Out)!, cancellation), CancellationToken.None));
        return command;
    }

    private static void Run(DirectoryInfo folder, CancellationToken cancellation)
    {
        CreateFolder(folder);
        ConsoleReport.Line($"{Classes} classes, one free feature and one free agent each, in {Classes - 1} dimensions; plain gradient descent.");
        ConsoleReport.Line();

        var scales = TrainAll(ScaleHeads(), cancellation);
        PrintLosses("Normalised softmax: the scale decides how low the loss can go", scales);
        PrintLosses("The other heads", TrainAll(OtherHeads(), cancellation));

        var picture = Path.Combine(folder.FullName, "scale-and-floor.png");
        ScaleFigure.Write(picture, [.. scales.Select(run => (run.Name, run.Run))]);
        ConsoleReport.Line(FormattableString.Invariant(
            $"Own cos 1 and other cos -1/{Classes - 1} = {-1.0 / (Classes - 1):F4} are the regular simplex, on which the floor is reached."));
        ConsoleReport.Line($"Picture: {Path.GetRelativePath(Environment.CurrentDirectory, picture)}");
    }

    private static void CreateFolder(DirectoryInfo folder)
    {
        try
        {
            folder.Create();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"--out must be a folder that can be made and written, but '{folder}' is not: {error.Message}", error);
        }
    }

    private static IEnumerable<(string Name, AgentLoss Loss)> ScaleHeads() =>
    [
        ("s = 1", Softmax(ScaleOptions.Fixed(1))),
        ("s = 4", Softmax(ScaleOptions.Fixed(4))),
        ("s = 10", Softmax(ScaleOptions.Fixed(10))),
        ("s learned from 1", Softmax(ScaleOptions.Learned(1))),
    ];

    private static IEnumerable<(string Name, AgentLoss Loss)> OtherHeads()
    {
        var scale = ScaleOptions.ForFloor();
        return
        [
            ("softmax", new SoftmaxLoss(NewAgents())),
            ("C-contrastive", new CContrastiveLoss(NewAgents())),
            ("C-triplet", new CTripletLoss(NewAgents())),
            ("C-triplet, hardest", new CTripletLoss(NewAgents(), new CTripletOptions { HardestOnly = true })),
            ("CosFace", new CosFaceLoss(NewAgents(), new CosFaceOptions { Scale = scale })),
            ("ArcFace", new ArcFaceLoss(NewAgents(), new ArcFaceOptions { Scale = scale })),
            ("CurricularFace", new CurricularFaceLoss(NewAgents(), new CurricularFaceOptions { Scale = scale })),
            ("AdaFace", new AdaFaceLoss(NewAgents(), new AdaFaceOptions { Scale = scale })),
            ("SphereFace", new SphereFaceLoss(NewAgents())),
        ];
    }

    private static NormalizedSoftmaxLoss Softmax(ScaleOptions scale) => new(NewAgents(), new NormalizedSoftmaxOptions { Scale = scale });

    private static ClassAgents NewAgents() => new(Classes, Classes - 1);

    private static List<(string Name, FreeVectorRun Run)> TrainAll(
        IEnumerable<(string Name, AgentLoss Loss)> heads, CancellationToken cancellation)
    {
        var runs = new List<(string, FreeVectorRun)>();

        foreach (var (name, loss) in heads)
        {
            using (loss)
            {
                runs.Add((name, FreeVectors.Train(loss, new FreeVectorOptions(), cancellation)));
            }
        }

        return runs;
    }

    private static void PrintLosses(string title, IEnumerable<(string Name, FreeVectorRun Run)> runs) => ConsoleReport.Table(
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
