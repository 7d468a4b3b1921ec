using System.CommandLine;
using NormFace.Cli.Faces;
using NormFace.Cli.Output;
using NormFace.Conditions;
using NormFace.Datasets;
using NormFace.Decoding;
using NormFace.Detection;

namespace NormFace.Cli.Commands;

/// <summary><c>normface conditions</c>: sharpness, light, size and pose of every face, as a table.</summary>
internal static class ConditionsCommand
{
    private static readonly Argument<string> Pictures = PicturesArgument.Create();

    private static readonly Option<bool> Photographs = PhotographsOption.Create();

    private static readonly Option<string?> Detector = DetectorPath.Option();

    private static readonly Option<FaceChoice> Face = FaceOption.Create(FaceChoice.Central);

    private static readonly OutputFile Csv = CsvOutput.Create(
        "a row per picture: name, of photographs faces, score, face_size, eye_distance, yaw, pitch, roll, and of all "
        + "sharpness, brightness, contrast");

    private static readonly Option<int> ThreadsOption = MachineOptions.Threads();

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        Command command = new(
            "conditions",
            "Measure how each picture shows its face: sharpness, light, and of photographs size and pose.")
        {
            Pictures, Photographs, Detector, Face, Csv, JsonOutput.Option, ThreadsOption,
        };
        command.SetAction((parsed, cancellation) =>
            Task.Run(() => (int)Run(parsed, cancellation), CancellationToken.None));
        return command;
    }

    private static ExitCode Run(ParseResult parsed, CancellationToken cancellation)
    {
        var isPhotographs = PhotographsOption.IsGiven(parsed, Photographs, Detector, Face);
        using var file = InputFile.Open(parsed.GetValue(Pictures)!);
        using var source = PicturesArgument.Open(file);
        using var detector = isPhotographs
            ? FaceDetector.Open(DetectorPath.Or(parsed.GetValue(Detector)), new DetectorOptions { Threads = 1 })
            : null;
        var faces = new FaceConditions[source.Entries.Count];
        var problems = new string?[faces.Length];
        using (var progress = new ConsoleProgress("pictures", faces.Length))
        {
            var done = 0;
            _ = Parallel.For(
                0,
                faces.Length,
                new ParallelOptions
                {
                    MaxDegreeOfParallelism = parsed.GetValue(ThreadsOption),
                    CancellationToken = cancellation,
                },
                index =>
                {
                    (faces[index], problems[index]) = Look(source, index, detector, parsed.GetValue(Face));
                    progress.Report(Interlocked.Increment(ref done));
                });
        }

        foreach (var problem in problems.OfType<string>())
        {
            ConsoleReport.Note($"Not known: {problem}");
        }

        Print(faces, isPhotographs);
        var rows = source.Entries.Select((entry, index) => (entry.Path, faces[index])).ToArray();
        JsonOutput.Write(parsed, ConditionRows.Json(rows));
        CsvOutput.Write(parsed, Csv, ConditionRows.Lines(rows));
        return faces.Any(face => face.Sharpness is not null) ? ExitCode.Done
            : problems.All(problem => problem is not null) ? ExitCode.Unreadable
            : ExitCode.NoFace;
    }

    private static (FaceConditions Face, string? Problem) Look(
        PictureSource source, int index, FaceDetector? detector, FaceChoice choice)
    {
        var path = source.Entries[index].Path;
        try
        {
            var picture = Picture.Decode(source.Read(index), path);
            return (
                detector is null
                    ? FaceConditions.OfAligned(picture)
                    : FaceConditions.OfPhotograph(picture, detector, choice),
                null);
        }
        catch (Exception error) when (error is PictureException or ArgumentException)
        {
            return (new FaceConditions(), error is PictureException ? error.Message : $"{path}: {error.Message}");
        }
    }

    private static void Print(FaceConditions[] faces, bool isPhotographs)
    {
        var known = faces.Count(face => face.Sharpness is not null);
        ConsoleReport.Line(FormattableString.Invariant($"{faces.Length:N0} pictures, {known:N0} ")
            + (isPhotographs ? "with a face that is meant" : "measured"));
        ConsoleReport.Table(
            null,
            ["condition", "known", "lowest", "tenth", "middle", "nine tenths", "highest"],
            ConditionRows.Known(faces).Select(name =>
            {
                var values = ConditionRows.Values(name, faces);
                string At(double share) => ConditionRows.Text(name, values[(int)(share * (values.Length - 1))]);
                return (IReadOnlyList<string>)
                [
                    name, FormattableString.Invariant($"{values.Length:N0}"), At(0), At(0.1), At(0.5), At(0.9), At(1),
                ];
            }));
    }
}
