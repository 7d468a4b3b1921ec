using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NormFace.Alignment;
using NormFace.Datasets;
using NormFace.Decoding;
using NormFace.Detection;
using NormFace.Settings;
using NormFace.Storage;

namespace NormFace.Cropping;

/// <summary>Aligns the face of every picture of a source, in parallel; a killed run can be resumed.</summary>
public sealed partial class CropRun
{
    private readonly FaceDetector? detector;
    private readonly AlignmentTemplate template;
    private readonly CropOptions options;
    private readonly ILogger logger;

    /// <summary>Prepares runs.</summary>
    /// <param name="detector">Finds faces; null if the landmarks of all pictures are given. The caller disposes
    /// it.</param>
    /// <param name="template">The alignment template.</param>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <param name="logger">Is warned of unreadable pictures, and told of those without a face; nobody if null.</param>
    /// <exception cref="ArgumentException">A setting is out of its range; it is named.</exception>
    public CropRun(
        FaceDetector? detector,
        AlignmentTemplate template,
        CropOptions? options = null,
        ILogger<CropRun>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(template);
        (this.detector, this.template) = (detector, template);
        this.options = OptionsSection.Check(options ?? new CropOptions());
        this.logger = logger ?? NullLogger<CropRun>.Instance;
    }

    /// <summary>Landmarks of pictures by their path, which need not be looked for. Default: none.</summary>
    public IReadOnlyDictionary<string, Landmarks> Landmarks { get; init; } = new Dictionary<string, Landmarks>();

    /// <summary>
    /// Aligns the pictures into a folder: <c>path.png</c> for <c>path.jpg</c>, or <c>path.jpg.png</c> where another
    /// picture has that name; <c>landmarks.csv</c>; and <c>doubtful.html</c> where somebody should look.
    /// </summary>
    /// <param name="source">The pictures.</param>
    /// <param name="folder">A new or empty folder, or that of an earlier run with the same settings, which is
    /// resumed.</param>
    /// <param name="progress">Is told the number of pictures done after each, from several threads; nobody if
    /// null.</param>
    /// <param name="cancellationToken">Stops after the pictures in hand.</param>
    /// <returns>What became of every picture, by path.</returns>
    /// <exception cref="InvalidDataException">The folder is of another run, or holds other files.</exception>
    /// <exception cref="IOException">Something cannot be written, or another run holds the folder.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public IReadOnlyList<CropRow> Run(
        PictureSource source,
        string folder,
        IProgress<int>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        using var journal = CropJournal.Open(folder, template.Name, Settings());
        var names = new CropNames(source.Entries, options.Format == CropFormat.Png ? ".png" : ".jpg", journal.Done);
        var places = new CropPlaces(folder, names, options.Format);
        var rows = new ConcurrentDictionary<string, CropRow>(StringComparer.Ordinal);
        foreach (var row in journal.Done.Where(row => !row.IsWritten || places.Holds(row.Output!)))
        {
            rows[row.File] = row;
        }

        var entries = source.Entries;
        int[] left = [.. Enumerable.Range(0, entries.Count).Where(index => !rows.ContainsKey(entries[index].Path))];
        var done = entries.Count - left.Length;
        try
        {
            _ = Parallel.ForEach(
                Partitioner.Create(left, EnumerablePartitionerOptions.NoBuffering),
                new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellationToken },
                index =>
                {
                    var row = Dealt(source, index, places);
                    rows[row.File] = row;
                    journal.Add(row);
                    progress?.Report(Interlocked.Increment(ref done));
                });
        }
        catch (AggregateException errors)
        {
            ExceptionDispatchInfo.Throw(errors.InnerExceptions[0]);
        }

        CropRow[] all = [.. entries.Select(entry => rows[entry.Path])];
        AtomicFile.WriteText(Path.Combine(folder, "landmarks.csv"), LandmarkTable.Write(all));
        DoubtfulPage.Write(Path.Combine(folder, DoubtfulPage.FileName), source, all, options.Threads);
        return all;
    }

    /// <summary>Reads landmarks from a table, such as a run writes.</summary>
    /// <remarks>
    /// Columns <c>file</c>, <c>lex</c>, <c>ley</c>, <c>rex</c>, <c>rey</c>, <c>nx</c>, <c>ny</c>, <c>lmx</c>,
    /// <c>lmy</c>, <c>rmx</c>, <c>rmy</c>: left and right eye, nose, left and right corner of the mouth, in pixels of
    /// the upright picture, the middle of the upper left pixel being (0, 0). Further columns are passed over.
    /// </remarks>
    /// <param name="path">The file, CSV.</param>
    /// <returns>The landmarks of each picture by its path. Rows whose coordinates are empty are left out.</returns>
    /// <exception cref="InvalidDataException">
    /// A column is missing, a number is none, or a picture comes twice; the message names file and line.
    /// </exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IReadOnlyDictionary<string, Landmarks> ReadLandmarks(string path) => LandmarkTable.Read(path);

    /// <summary>The template to which a run aligned the pictures of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>Name of the template; null if the folder is no run's.</returns>
    public static string? TemplateOf(string folder) => CropJournal.TemplateOf(folder);

    private string Settings()
    {
        var given = Landmarks.Count > 0 ? $"points given for {Landmarks.Count} pictures, " : "";
        return $"{options.Choice} face, {options.Format}, {given}detector {detector?.Identity ?? "none"}";
    }

    private CropRow Dealt(PictureSource source, int index, CropPlaces places)
    {
        var path = source.Entries[index].Path;
        try
        {
            var stored = source.Read(index);
            var picture = Picture.Decode(stored, path);
            return Landmarks.TryGetValue(path, out var points)
                ? Written(picture, stored, path, places, new DetectedFace(default, points, 1), null)
                : detector is null ? NoFace(path, "no landmarks were given")
                : Found(picture, stored, path, places, detector.Detect(picture));
        }
        catch (PictureException error)
        {
            LogUnreadable(path, error.Reason);
            return Nothing(path, CropStatus.Unreadable, error.Reason);
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            return NoFace(path, error.Message); // landmarks that make no face, or a picture too large to be searched
        }
    }

    private CropRow Found(
        Picture picture, StoredPicture stored, string path, CropPlaces places, IReadOnlyList<DetectedFace> faces)
    {
        if (FaceChoosing.Choose(faces, options.Choice, picture.Width, picture.Height) is { } face)
        {
            return FaceChoosing.AreSeveral(faces, options.Choice)
                ? Nothing(path, CropStatus.SeveralFaces, FaceChoosing.WhySeveral(faces))
                : Written(picture, stored, path, places, face, faces);
        }

        return faces.Count == 0 && HasTemplateForm(picture, stored)
            ? new CropRow(
                path, CropStatus.Untouched, places.Copy(stored, path), 0, null, null, null,
                ["no face was found, but the picture has the template's size"])
            : NoFace(path, FaceChoosing.WhyNone(faces, options.Choice, picture.Width, picture.Height));
    }

    private CropRow Written(
        Picture picture,
        StoredPicture stored,
        string path,
        CropPlaces places,
        DetectedFace face,
        IReadOnlyList<DetectedFace>? faces)
    {
        var aligned = template.Align(picture, face.Landmarks);
        var isAligned = ReferenceEquals(aligned, picture) && !stored.IsBarePixels;
        var output = isAligned ? places.Copy(stored, path) : places.Write(aligned, path);
        var isGiven = faces is null;
        return new CropRow(
            path,
            isAligned ? CropStatus.Untouched : CropStatus.Aligned,
            output,
            faces?.Count,
            isGiven ? null : face.Score,
            isGiven ? null : face.Box,
            face.Landmarks,
            [.. CropDoubts.Of(aligned, face, faces, template, options, detector?.SureScore ?? 0)]);
    }

    // A file of the template's size, which could be copied as it is.
    private bool HasTemplateForm(Picture picture, StoredPicture stored) =>
        !stored.IsBarePixels && (picture.Width, picture.Height) == (template.Width, template.Height);

    private CropRow NoFace(string path, string why)
    {
        LogNoFace(path, why);
        return Nothing(path, CropStatus.NoFace, why);
    }

    private static CropRow Nothing(string path, CropStatus status, string why) =>
        new(path, status, null, null, null, null, null, [why]);

    [LoggerMessage(LogLevel.Warning, "{Picture} cannot be read: {Reason}")]
    private partial void LogUnreadable(string picture, string reason);

    [LoggerMessage(LogLevel.Information, "{Picture} gave no face: {Reason}")]
    private partial void LogNoFace(string picture, string reason);
}
