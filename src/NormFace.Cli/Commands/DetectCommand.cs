using System.CommandLine;
using NormFace.Cli.Faces;
using NormFace.Cli.Output;
using NormFace.Datasets;
using NormFace.Detection;
using NormFace.Storage;

namespace NormFace.Cli.Commands;

/// <summary><c>normface detect</c>: every face of every picture.</summary>
internal static class DetectCommand
{
    private static readonly Argument<string[]> Pictures = new(PicturesArgument.Name)
    {
        Description = "Pictures: picture files, folders, .zip, .tar, list or record files.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string?> Detector = DetectorPath.Option();

    private static readonly Option<double?> Smallest = MinFaceSizeOption.Create();

    private static readonly Option<double?> MinScore = new Option<double?>("--min-score")
    {
        Description = "Lowest score of a face, in [0, 1]; default: the detector's own.",
    }.Within(0, 1);

    private static readonly Option<string> Turns = TurnsOption.Create();

    private static readonly OutputFile Csv = CsvOutput.Create("a row per face: name, box, score, landmarks, turn");

    private static readonly OutputFile Drawing = DrawOption.Create(
        $"the pictures, faces numbered from the largest; of several a sheet of the first {FacesPicture.MostOnSheet}");

    private static readonly Option<int> ThreadsOption = MachineOptions.Threads();

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        Command command = new("detect", "Find every face in pictures: box, five landmarks, score.")
        {
            Pictures, Detector, Smallest, MinScore, Turns, JsonOutput.Option, Csv, Drawing, ThreadsOption,
        };
        command.SetAction((parsed, cancellation) =>
            Task.Run(() => (int)Run(parsed, cancellation), CancellationToken.None));
        return command;
    }

    private static ExitCode Run(ParseResult parsed, CancellationToken cancellation)
    {
        using var pictures = GivenPictures.Open(parsed.GetValue(Pictures)!);
        var threads = Math.Min(parsed.GetValue(ThreadsOption), pictures.Count);
        using var detector = FaceDetector.Open(
            DetectorPath.Or(parsed.GetValue(Detector)),
            new DetectorOptions
            {
                MinFaceSize = parsed.GetValue(Smallest),
                FaceThreshold = parsed.GetValue(MinScore),
                Turns = TurnsOption.Chosen(parsed, Turns),
                Threads = threads == 1 ? parsed.GetValue(ThreadsOption) : 1,
            });
        var isDrawn = parsed.GetValue(Drawing) is not null;
        var found = new FoundFaces[pictures.Count];
        using (var progress = new ConsoleProgress("pictures", pictures.Count))
        {
            var done = 0;
            _ = Parallel.For(
                0,
                pictures.Count,
                new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation },
                index =>
                {
                    found[index] = Look(detector, pictures, index, isDrawn && index < FacesPicture.MostOnSheet);
                    progress.Report(Interlocked.Increment(ref done));
                });
        }

        Print(found);
        JsonOutput.Write(parsed, FaceJson.Of(found));
        CsvOutput.Write(parsed, Csv, FaceTable.Lines(found));
        if (parsed.GetValue(Drawing) is { } drawing)
        {
            AtomicFile.Write(drawing.FullName, stream => stream.Write(FacesPicture.Draw(found)));
            ConsoleReport.Note($"Written: {drawing}");
        }

        return Array.Exists(found, picture => picture.Faces.Count > 0) ? ExitCode.Done
            : Array.TrueForAll(found, picture => picture.Problem is not null) ? ExitCode.Unreadable
            : ExitCode.NoFace;
    }

    private static FoundFaces Look(FaceDetector detector, GivenPictures pictures, int index, bool isKept)
    {
        var name = pictures.NameOf(index);
        try
        {
            var picture = pictures.Read(index);
            return new FoundFaces(
                name, picture.Width, picture.Height, detector.Detect(picture), Problem: null, isKept ? picture : null);
        }
        catch (Exception error) when (error is PictureException or ArgumentException)
        {
            return new FoundFaces(name, 0, 0, [], error.Message, Picture: null);
        }
    }

    private static void Print(FoundFaces[] found)
    {
        foreach (var picture in found)
        {
            if (picture.Problem is { } problem)
            {
                ConsoleReport.Note(problem);
                continue;
            }

            ConsoleReport.Line(FormattableString.Invariant(
                $"{picture.Name}: {picture.Width}x{picture.Height}, {Count(picture.Faces.Count, "face")}"));
            foreach (var (index, face) in picture.Faces.Index())
            {
                var box = face.Box;
                ConsoleReport.Line(
                    FormattableString.Invariant($"  {index + 1}: {box.Width:F0}x{box.Height:F0} at ({box.Left:F0}, ")
                    + FormattableString.Invariant($"{box.Top:F0}), score {face.Score:F3}")
                    + (face.Turn == 0 ? "" : $", found with the picture turned by {face.Turn} degrees"));
            }
        }

        if (found.Length > 1)
        {
            ConsoleReport.Line($"{Count(found.Length, "picture")}, "
                + $"{Count(found.Sum(picture => picture.Faces.Count), "face")}, "
                + $"{found.Count(picture => picture.Problem is null && picture.Faces.Count == 0)} without a face, "
                + $"{found.Count(picture => picture.Problem is not null)} unreadable.");
        }
    }

    private static string Count(int count, string what) =>
        FormattableString.Invariant($"{count:N0} {what}{(count == 1 ? "" : "s")}");
}
