using System.CommandLine;
using System.Text.Json;
using NormFace.Alignment;
using NormFace.Cli.Faces;
using NormFace.Cli.Output;
using NormFace.Cropping;
using NormFace.Detection;

namespace NormFace.Cli.Commands;

/// <summary><c>normface align</c>: the face of every picture, in a template.</summary>
internal static class AlignCommand
{
    private static readonly Argument<string> Pictures = PicturesArgument.Create();

    private static readonly Option<DirectoryInfo> Out = OutFolder.Create(
        "the aligned faces; must be empty or hold an earlier run, which is resumed");

    private static readonly Option<string> Template = new Option<string>("--template")
    {
        Description = "Alignment template; the model says which it takes.",
        DefaultValueFactory = _ => AlignmentTemplate.FivePoint96x112.Name,
    }.AcceptOnlyFromAmong([.. AlignmentTemplate.All.Select(template => template.Name)]);

    private static readonly Option<string?> Detector = DetectorPath.Option();

    private static readonly Option<FileInfo?> Landmarks = new("--landmarks")
    {
        Description = "Known landmarks as CSV (file, lex, ley, rex, rey, nx, ny, lmx, lmy, rmx, rmy). "
            + "The detector is not run on pictures in it.",
    };

    private static readonly Option<FaceChoice> Face = FaceOption.Create(FaceChoice.Central);

    private static readonly Option<double?> Smallest = MinFaceSizeOption.Create();

    private static readonly Option<string> Format = new Option<string>("--format")
    {
        Description = "File format: png (lossless) or jpeg (quality 95, a quarter of the size; "
            + "scores of pairs move by up to 0.02).",
        DefaultValueFactory = _ => "png",
    }.AcceptOnlyFromAmong("png", "jpeg");

    private static readonly Option<int> ThreadsOption = MachineOptions.Threads();

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        Command command = new("align", "Find the face in every picture and align it to a template.")
        {
            Pictures, Out, Template, Detector, Landmarks, Face, Smallest, Format, ThreadsOption, JsonOutput.Option,
        };
        command.SetAction((parsed, cancellation) =>
            Task.Run(() => (int)Run(parsed, cancellation), CancellationToken.None));
        return command;
    }

    private static ExitCode Run(ParseResult parsed, CancellationToken cancellation)
    {
        var (input, output) = (parsed.GetValue(Pictures)!, parsed.GetValue(Out)!.ToString());
        if (Directory.Exists(input) && LiesIn(output, input))
        {
            throw new ArgumentException(
                $"{output} lies in {input}, so aligned faces would be read as input. Choose a folder outside it.");
        }

        var landmarks = parsed.GetValue(Landmarks) is { } table ? CropRun.ReadLandmarks(table.FullName) : null;
        using var file = InputFile.Open(input);
        using var source = PicturesArgument.Open(file);
        if (landmarks is not null && !source.Entries.Any(entry => landmarks.ContainsKey(entry.Path)))
        {
            throw new InvalidDataException(
                $"{parsed.GetValue(Landmarks)} names none of the pictures in {input}: "
                + $"it has '{landmarks.Keys.FirstOrDefault()}', the pictures '{source.Entries[0].Path}'.");
        }

        var isSearched = landmarks is null || source.Entries.Any(entry => !landmarks.ContainsKey(entry.Path));
        var detectorPath = isSearched ? DetectorPath.Or(parsed.GetValue(Detector)) : null;
        using var detector = detectorPath is null
            ? null
            : FaceDetector.Open(
                detectorPath, new DetectorOptions { MinFaceSize = parsed.GetValue(Smallest), Threads = 1 });
        using var progress = new ConsoleProgress("pictures", source.Entries.Count);
        var run = new CropRun(detector, AlignmentTemplate.Named(parsed.GetValue(Template)!), new CropOptions
        {
            Choice = parsed.GetValue(Face),
            Format = Enum.Parse<CropFormat>(parsed.GetValue(Format)!, ignoreCase: true),
            Threads = parsed.GetValue(ThreadsOption),
        })
        {
            Landmarks = landmarks ?? new Dictionary<string, Landmarks>(),
        };
        var rows = run.Run(source, output, progress, cancellation);
        Print(rows, output);
        JsonOutput.Write(parsed, new { Folder = output, Pictures = rows.Select(Described) });
        return rows.Any(row => row.IsWritten) ? ExitCode.Done : ExitCode.NoFace;
    }

    private static bool LiesIn(string path, string folder) =>
        (Path.GetFullPath(path) + Path.DirectorySeparatorChar).StartsWith(
            Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar,
            StringComparison.Ordinal);

    private static object Described(CropRow row) => new
    {
        Name = row.File,
        Status = JsonNamingPolicy.CamelCase.ConvertName(row.Status.ToString()),
        row.Output,
        row.FacesFound,
        Box = row.Box is { } box ? FaceJson.Of(box) : null,
        row.Score,
        Landmarks = row.Landmarks is { } points ? FaceJson.Of(points) : null,
        row.Doubts,
    };

    private static void Print(IReadOnlyList<CropRow> rows, string folder)
    {
        int Count(CropStatus status) => rows.Count(row => row.Status == status);
        ConsoleReport.Line(FormattableString.Invariant(
            $"{rows.Count:N0} pictures: {Count(CropStatus.Aligned):N0} aligned, ")
            + FormattableString.Invariant($"{Count(CropStatus.Untouched):N0} copied unchanged, ")
            + FormattableString.Invariant($"{Count(CropStatus.NoFace):N0} without a face, ")
            + (Count(CropStatus.SeveralFaces) is > 0 and var refused
                ? FormattableString.Invariant($"{refused:N0} with several, ")
                : "")
            + FormattableString.Invariant($"{Count(CropStatus.Unreadable):N0} unreadable: {folder}"));
        if (rows.Count(row => row.FacesFound > 1) is > 0 and var several)
        {
            ConsoleReport.Line(FormattableString.Invariant($"{several:N0} with several faces; one was chosen."));
        }

        if (rows.Count(row => row.Doubts.Count > 0) is > 0 and var doubtful)
        {
            var sheet = Path.Combine(folder, "doubtful.html");
            ConsoleReport.Line(FormattableString.Invariant($"{doubtful:N0} to review: {sheet}"));
        }
    }
}
