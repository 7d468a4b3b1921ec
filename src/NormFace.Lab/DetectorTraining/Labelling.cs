using NormFace.Datasets;
using NormFace.Decoding;
using NormFace.Detection;

namespace NormFace.DetectorTraining;

/// <summary>Runs two teachers over the pictures of a source. A killed run goes on where it stopped.</summary>
/// <param name="mtcnn">The first teacher.</param>
/// <param name="yuNet">The second teacher.</param>
public sealed class Labelling(FaceDetector mtcnn, FaceDetector yuNet)
{
    private const int Together = 64;

    /// <summary>The first teacher's settings: less certain faces are found too, to be ignored in training.</summary>
    public static DetectorOptions MtcnnOptions { get; } = new()
    {
        MinFaceSize = 16,
        FaceThreshold = 0.6,
        Turns = FaceTurns.None,
        Threads = 1,
    };

    /// <summary>The second teacher's settings.</summary>
    public static DetectorOptions YuNetOptions { get; } = new()
    {
        FaceThreshold = 0.3,
        Turns = FaceTurns.None,
        Threads = 1,
    };

    /// <summary>Labels every picture.</summary>
    /// <param name="source">The pictures.</param>
    /// <param name="path">File for the labels; resumed if it is there.</param>
    /// <param name="threads">Pictures at once.</param>
    /// <param name="progress">Told how many pictures are done.</param>
    /// <param name="cancellation">Stops between pictures.</param>
    public void Run(
        PictureSource source, string path, int threads, IProgress<int>? progress, CancellationToken cancellation)
    {
        var done = LabelFile.Read(path);
        File.WriteAllLines(path, done.Select(LabelFile.Line)); // without the rest of a line that was cut off
        for (var start = done.Count; start < source.Entries.Count; start += Together)
        {
            var lines = new string[Math.Min(Together, source.Entries.Count - start)];
            _ = Parallel.For(
                0,
                lines.Length,
                new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation },
                index => lines[index] = LabelFile.Line(Label(source, start + index)));
            File.AppendAllLines(path, lines);
            progress?.Report(start + lines.Length);
        }
    }

    private TeacherLabels Label(PictureSource source, int index)
    {
        var name = source.Entries[index].Path;
        var picture = Picture.Decode(source.Read(index), name);
        return new TeacherLabels(
            name,
            picture.Width,
            picture.Height,
            [.. mtcnn.Detect(picture).Select(TeacherFace.Of)],
            [.. yuNet.Detect(picture).Select(TeacherFace.Of)]);
    }
}
