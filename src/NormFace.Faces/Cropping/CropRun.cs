using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using NormFace.Alignment;
using NormFace.Datasets;
using NormFace.Decoding;
using NormFace.Detection;
using NormFace.Recognition;
using NormFace.Storage;

namespace NormFace.Cropping;

/// <summary>Aligns the face of every picture of a source, in parallel; killed, it goes on where it was.</summary>
/// <param name="detector">Finds faces; null where the points of all pictures are given.</param>
/// <param name="template">Where the parts of a face shall lie.</param>
/// <param name="options">Settings.</param>
public sealed class CropRun(FaceDetector? detector, AlignmentTemplate template, CropOptions options)
{
    private readonly AlignmentTemplate template = template ?? throw new ArgumentNullException(nameof(template));
    private readonly CropOptions options = (options ?? throw new ArgumentNullException(nameof(options))).Checked();

    /// <summary>Points of pictures by their path, which need not be looked for; none unless set.</summary>
    public IReadOnlyDictionary<string, FivePoints> Landmarks { get; init; } = new Dictionary<string, FivePoints>();

    /// <summary>Aligns the pictures into a folder: <c>path.png</c> for <c>path.jpg</c>, <c>landmarks.csv</c>, and <c>doubtful.html</c> where somebody should look.</summary>
    /// <param name="source">The pictures.</param>
    /// <param name="folder">A new or empty folder, or that of an earlier run with the same settings.</param>
    /// <param name="cancellation">Stops after the pictures in hand.</param>
    /// <returns>What became of every picture, by path.</returns>
    /// <exception cref="InvalidDataException">The folder is of another run, or holds other files.</exception>
    /// <exception cref="IOException">Something cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public IReadOnlyList<CropRow> Run(PictureSource source, string folder, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var journal = CropJournal.Open(folder, template.Name, Settings());
        var places = new CropPlaces(folder, source.Entries, options.Format);
        var rows = new ConcurrentDictionary<string, CropRow>(StringComparer.Ordinal);
        foreach (var row in journal.Done.Where(row => !row.IsWritten || File.Exists(places.Full(row.Output!))))
        {
            rows[row.File] = row;
        }

        int[] left = [.. Enumerable.Range(0, source.Entries.Count).Where(index => !rows.ContainsKey(source.Entries[index].Path))];
        var done = source.Entries.Count - left.Length;
        try
        {
            _ = Parallel.ForEach(
                Partitioner.Create(left, EnumerablePartitionerOptions.NoBuffering),
                new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellation },
                index =>
                {
                    var row = Dealt(source, index, places);
                    rows[row.File] = row;
                    journal.Add(row);
                    options.Progressed(Interlocked.Increment(ref done));
                });
        }
        catch (AggregateException errors)
        {
            ExceptionDispatchInfo.Throw(errors.InnerExceptions[0]);
        }

        CropRow[] all = [.. source.Entries.Select(entry => rows[entry.Path])];
        AtomicFile.WriteText(Path.Combine(folder, "landmarks.csv"), LandmarkTable.Write(all));
        DoubtfulPage.Write(Path.Combine(folder, DoubtfulPage.FileName), source, all, options.Threads);
        return all;
    }

    /// <summary>The template to which a run aligned the pictures of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>Name of the template; null where the folder is no run's.</returns>
    public static string? TemplateOf(string folder) => CropJournal.TemplateOf(folder);

    private string Settings() => FormattableString.Invariant(
        $"{options.Choice} face, {options.Format}, {(Landmarks.Count > 0 ? $"points given for {Landmarks.Count} pictures, " : "")}detector {detector?.Identity ?? "none"}");

    private CropRow Dealt(PictureSource source, int index, CropPlaces places)
    {
        var path = source.Entries[index].Path;
        try
        {
            var stored = source.Read(index);
            var picture = PictureDecoder.Decode(stored, path);
            return Landmarks.TryGetValue(path, out var points)
                ? Written(picture, stored, path, places, new DetectedFace(default, points, 1), null)
                : detector is null ? Nothing(path, CropStatus.NoFace, "no points were given")
                : Found(picture, stored, path, places, detector.Detect(picture));
        }
        catch (PictureException error)
        {
            return Nothing(path, CropStatus.Unreadable, error.Reason);
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            return Nothing(path, CropStatus.NoFace, error.Message); // points that make no face, or a picture too large to be searched for faces so small
        }
    }

    private CropRow Found(Picture picture, StoredPicture stored, string path, CropPlaces places, IReadOnlyList<DetectedFace> faces)
    {
        if (FaceChoosing.Choose(faces, options.Choice, picture.Width, picture.Height) is { } face)
        {
            return Written(picture, stored, path, places, face, faces);
        }

        return HasTemplateForm(picture, stored)
            ? new CropRow(path, CropStatus.Untouched, places.Copy(stored, path), 0, null, null, null, ["no face was found, but the picture has the template's size"])
            : Nothing(path, CropStatus.NoFace, "no face was found");
    }

    private CropRow Written(Picture picture, StoredPicture stored, string path, CropPlaces places, DetectedFace face, IReadOnlyList<DetectedFace>? faces)
    {
        var aligned = template.Align(picture, face.Points);
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
            face.Points,
            [.. Doubts(aligned, face, faces)]);
    }

    private IEnumerable<string> Doubts(Picture aligned, DetectedFace face, IReadOnlyList<DetectedFace>? faces)
    {
        if (faces is not null && !ReferenceEquals(face, FaceChoosing.Choose(faces, FaceChoice.Largest, 0, 0)))
        {
            yield return $"not the largest of {faces.Count} faces";
        }

        if (face.Score < options.LeastScore)
        {
            yield return FormattableString.Invariant($"score {face.Score:F2}");
        }

        if (face.EyeDistance < options.LeastEyeDistance)
        {
            yield return FormattableString.Invariant($"tiny: eyes {face.EyeDistance:F0} pixels apart");
        }

        if (FaceSharpness.Of(aligned) is var sharpness && sharpness < FaceSharpness.Least)
        {
            yield return FormattableString.Invariant($"blurred: sharpness {sharpness:F4}");
        }

        if (template.Residual(face.Points) is var residual && residual > options.LargestResidual)
        {
            yield return FormattableString.Invariant($"turned or badly found: points {residual:F1} pixels from the template");
        }
    }

    // A file of the template's size, which could be copied as it is.
    private bool HasTemplateForm(Picture picture, StoredPicture stored) =>
        !stored.IsBarePixels && (picture.Width, picture.Height) == (template.Width, template.Height);

    private static CropRow Nothing(string path, CropStatus status, string why) => new(path, status, null, null, null, null, null, [why]);
}
