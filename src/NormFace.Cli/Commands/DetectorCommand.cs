using System.CommandLine;
using NormFace.Cli.Output;
using NormFace.Detection;
using NormFace.DetectorTraining;
using NormFace.Native;
using NormFace.Storage;

namespace NormFace.Cli.Commands;

/// <summary><c>normface detector</c>: how the detector that ships is made.</summary>
internal static class DetectorCommand
{
    private static readonly Argument<string> Pictures = PicturesArgument.Create();

    private static readonly Argument<string> Labels = new("labels")
    {
        Description = "File for the labels (JSON lines); resumed if present.",
    };

    private static readonly Option<string> Mtcnn = new("--mtcnn")
    {
        Description = "Folder with MTCNN's weights: the first teacher.",
        Required = true,
    };

    private static readonly Option<string> YuNet = new("--yunet")
    {
        Description = "YuNet's ONNX file: the second teacher.",
        Required = true,
    };

    private static readonly Argument<FileInfo> Recipe = new("recipe") { Description = "The recipe, a JSON file." };

    private static readonly Argument<string[]> Detectors = new("detectors")
    {
        Description = "Detectors to compare.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Argument<FileInfo> Sheet = new("sheet") { Description = "PNG to write." };

    private static readonly Option<DirectoryInfo> Out = OutFolder.Create("the run");

    private static readonly Option<DirectoryInfo> LabelsFolder = new("--teachers")
    {
        Description = "Folder of what the teachers found: NAME.jsonl for each picture set.",
        Required = true,
    };

    private static readonly Option<DirectoryInfo?> Data = DataRootOption.Create();

    private static readonly Option<int> ThreadsOption = MachineOptions.Threads();

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        Command label = new("label", "Run two teachers over pictures and write down what they find.")
        {
            Pictures, Labels, Mtcnn, YuNet, ThreadsOption,
        };
        label.SetAction((parsed, cancellation) => Task.Run(() => Label(parsed, cancellation), CancellationToken.None));
        Command train = new("train", "Train the detector from a recipe.")
        {
            Recipe, Out, LabelsFolder, Data, ThreadsOption,
        };
        train.SetAction((parsed, cancellation) => Task.Run(() => Train(parsed, cancellation), CancellationToken.None));
        Command sample = new("sample", "Draw pictures as training makes them, with faces marked.")
        {
            Recipe, Sheet, LabelsFolder, Data,
        };
        sample.SetAction(Sample);
        Command compare = new(
            "compare", "Run detectors over the same pictures: faces found, points, false alarms, time.")
        {
            Detectors, LabelsFolder, Data,
        };
        compare.SetAction((parsed, cancellation) =>
            Task.Run(() => Compare(parsed, cancellation), CancellationToken.None));
        return new Command("detector", "Train the face detector: labels by two teachers, training, evaluation.")
        {
            label, sample, train, compare,
        };
    }

    private static string DataFolder(ParseResult parsed) => parsed.DataRootOf(Data).Folder
        ?? throw new ArgumentException("--data must name the folder of the picture sets, each a zip.");

    private static void Train(ParseResult parsed, CancellationToken cancellation)
    {
        _ = ComputeMachine.Choose("cpu", parsed.GetValue(ThreadsOption));
        DetectorTrainer.Run(
            DetectorRecipe.Read(parsed.GetValue(Recipe)!.FullName),
            DataFolder(parsed),
            parsed.GetValue(LabelsFolder)!.FullName,
            parsed.GetValue(Out)!.FullName,
            ConsoleReport.Line,
            cancellation);
    }

    private static void Compare(ParseResult parsed, CancellationToken cancellation)
    {
        var detectors = new List<(string Name, FaceDetector Detector)>();
        try
        {
            foreach (var path in parsed.GetValue(Detectors)!)
            {
                detectors.Add((Path.GetFileNameWithoutExtension(path), FaceDetector.Open(path)));
            }

            new DetectorTrials(detectors).Run(
                DataFolder(parsed),
                parsed.GetValue(LabelsFolder)!.FullName,
                ConsoleReport.Line,
                cancellation);
        }
        finally
        {
            detectors.ForEach(opened => opened.Detector.Dispose());
        }
    }

    private static void Sample(ParseResult parsed) => AtomicFile.Write(
        parsed.GetValue(Sheet)!.FullName,
        stream => stream.Write(DetectorTrainer.Sample(
            DetectorRecipe.Read(parsed.GetValue(Recipe)!.FullName),
            DataFolder(parsed),
            parsed.GetValue(LabelsFolder)!.FullName)));

    private static void Label(ParseResult parsed, CancellationToken cancellation)
    {
        using var input = InputFile.Open(parsed.GetValue(Pictures)!);
        using var source = PicturesArgument.Open(input);
        using var mtcnn = FaceDetector.Open(parsed.GetValue(Mtcnn)!, Labelling.MtcnnOptions);
        using var yuNet = FaceDetector.Open(parsed.GetValue(YuNet)!, Labelling.YuNetOptions);
        using var progress = new ConsoleProgress("pictures", source.Entries.Count);
        new Labelling(mtcnn, yuNet).Run(
            source, parsed.GetValue(Labels)!, parsed.GetValue(ThreadsOption), progress, cancellation);
    }
}
