using System.Diagnostics;
using System.Globalization;
using NormFace.Alignment;
using NormFace.Datasets;
using NormFace.Decoding;
using NormFace.Detection;

namespace NormFace.DetectorTraining;

/// <summary>Detectors on the same pictures, side by side.</summary>
/// <param name="detectors">The detectors by name.</param>
public sealed class DetectorTrials(IReadOnlyList<(string Name, FaceDetector Detector)> detectors)
{
    /// <summary>Runs every trial.</summary>
    /// <param name="data">Folder of the picture sets, each a zip.</param>
    /// <param name="labels">Folder of the teachers' labels.</param>
    /// <param name="report">Told each line.</param>
    /// <param name="cancellation">Stops between pictures.</param>
    public void Run(string data, string labels, Action<string> report, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(report);
        void Found(string name, (Picture Picture, DetectedFace Face)[] pictures) =>
            Search(name, pictures, report, cancellation);

        report("trial," + string.Join(",", detectors.Select(detector => detector.Name)));
        var reference = ReadReference(Path.Combine(data, "celeba-photos-landmarks.csv"));
        using (var photos = PictureSourceCatalogue.Default.Open(Path.Combine(data, "celeba-photos.zip")))
        {
            var pictures = photos.Entries.Select((entry, index) =>
                (Picture: Picture.Decode(photos.Read(index), entry.Path), Face: reference[entry.Path])).ToArray();
            Found("celeba-photos", pictures);
            foreach (var side in new[] { 20, 24, 30, 40 })
            {
                Found($"celeba-photos with faces of {side} px", Select(pictures, pair => Small(pair, side)));
            }

            foreach (var degrees in new[] { 15, 30, 45, 60 })
            {
                Found($"celeba-photos turned by {degrees}", Select(pictures, pair => Turned(pair, degrees)));
            }

            Found("celeba-photos twice as large", Select(pictures, pair => Scaled(pair, 2)));
        }

        using (var photos = PictureSourceCatalogue.Default.Open(Path.Combine(data, "lfw-photos-fold1.zip")))
        {
            var known = LabelFile.Read(Path.Combine(labels, "lfw-photos-fold1.jsonl"));
            var agreement = TeacherAgreement.Of(known);
            var pictures = known.Select((label, index) => (
                Picture: Picture.Decode(photos.Read(index), label.Picture),
                Face: agreement.Faces(label, false).Where(face => face.Landmarks is not null)
                    .OrderBy(face => Away(face.Box.Middle)).FirstOrDefault()))
                .Where(pair => pair.Face is not null)
                .Select(pair => (pair.Picture, new DetectedFace(pair.Face!.Box, pair.Face.Landmarks!, 1))).ToArray();
            Found("lfw-photos-fold1", pictures);
            foreach (var side in new[] { 20, 30, 40 })
            {
                Found($"lfw-photos-fold1 with faces of {side} px", Select(pictures, pair => Small(pair, side)));
            }
        }

        using var things = PictureSourceCatalogue.Default.Open(Path.Combine(data, "backgrounds.zip"));
        var empty = LabelFile.Read(Path.Combine(labels, "backgrounds.jsonl"));
        foreach (var part in new[] { "animals/", "things/" })
        {
            var indices = Enumerable.Range(0, empty.Count).Where(index => index % 4 == 3
                && empty[index].Picture.Contains(part, StringComparison.Ordinal)).ToArray();
            var counts = detectors.Select(detector => indices.Count(index =>
            {
                cancellation.ThrowIfCancellationRequested();
                var sure = empty[index].YuNet.Where(face => face.Score >= 0.6)
                    .Select(face => face.ToFace().Box).ToArray();
                return detector.Detector.Detect(Picture.Decode(things.Read(index), empty[index].Picture))
                    .Any(face => !Array.Exists(sure, box => TeacherAgreement.Share(box, face.Box) > 0.3
                        && empty[index].Mtcnn.Any(other => other.Score >= 0.95
                            && TeacherAgreement.Share(other.ToFace().Box, box) > 0.3)));
            }));
            report($"{part} with a face that not both teachers see (of {indices.Length})," + string.Join(",", counts));
        }

        Time(Path.Combine(data, "celeba-photos.zip"), report);
    }

    private static readonly PixelPoint Corner = new(-0.5, -0.5);

    private static double Away(PixelPoint point) => Math.Abs(point.X - 124.5) + Math.Abs(point.Y - 124.5);

    private static (Picture Picture, DetectedFace Face)[] Select(
        (Picture Picture, DetectedFace Face)[] pictures,
        Func<(Picture Picture, DetectedFace Face), (Picture, DetectedFace)> change) => [.. pictures.Select(change)];

    private void Search(
        string name,
        (Picture Picture, DetectedFace Face)[] pictures,
        Action<string> report,
        CancellationToken cancellation)
    {
        var (shares, errors) = (new List<string>(), new List<string>());
        foreach (var (_, detector) in detectors)
        {
            var away = new List<double>();
            foreach (var (picture, face) in pictures)
            {
                cancellation.ThrowIfCancellationRequested();
                var best = detector.Detect(picture).MaxBy(found => TeacherAgreement.Share(found.Box, face.Box));
                if (best is not null && TeacherAgreement.Share(best.Box, face.Box) >= 0.4)
                {
                    away.Add(best.Landmarks.ToArray().Zip(face.Landmarks.ToArray(), (a, b) => a.DistanceTo(b)).Average()
                        / face.EyeDistance);
                }
            }

            away.Sort();
            shares.Add(FormattableString.Invariant($"{100.0 * away.Count / pictures.Length:F1} %"));
            errors.Add(away.Count == 0 ? "" : FormattableString.Invariant($"{100 * away[away.Count / 2]:F2} %"));
        }

        report($"{name}: found (of {pictures.Length}),{string.Join(",", shares)}");
        report($"{name}: points in the median,{string.Join(",", errors)}");
    }

    private static (Picture, DetectedFace) Small((Picture Picture, DetectedFace Face) pair, double side) =>
        Scaled(pair, side / Math.Sqrt(pair.Face.Box.Area));

    private static (Picture, DetectedFace) Scaled((Picture Picture, DetectedFace Face) pair, double scale)
    {
        var (width, height) = ((int)(pair.Picture.Width * scale), (int)(pair.Picture.Height * scale));
        return Placed(pair, width, height, new Placement(Corner, Corner, scale, 0, isMirrored: false));
    }

    private static (Picture, DetectedFace) Turned((Picture Picture, DetectedFace Face) pair, double degrees)
    {
        var side = (int)Math.Ceiling(double.Hypot(pair.Picture.Width, pair.Picture.Height));
        return Placed(pair, side, side, new Placement(
            new PixelPoint((pair.Picture.Width - 1) / 2.0, (pair.Picture.Height - 1) / 2.0),
            new PixelPoint((side - 1) / 2.0, (side - 1) / 2.0), 1, degrees, false));
    }

    private static (Picture, DetectedFace) Placed(
        (Picture Picture, DetectedFace Face) pair, int width, int height, Placement placement)
    {
        var canvas = new TrainingCanvas(Math.Max(width, height));
        var pixels = new MippedPicture(pair.Picture);
        canvas.Draw(new LabelledPicture(pixels, []), placement, new FaceBox(0, 0, width, height));
        var rgb = new byte[3 * width * height];
        for (var y = 0; y < height; y++)
        {
            canvas.Rgb.AsSpan(3 * y * canvas.Side, 3 * width).CopyTo(rgb.AsSpan(3 * y * width));
        }

        var moved = placement.Moved(new LabelledFace(pair.Face.Box, pair.Face.Landmarks));
        return (new Picture(width, height, rgb), new DetectedFace(moved.Box, moved.Landmarks!, 1));
    }

    private void Time(string path, Action<string> report)
    {
        using var photos = PictureSourceCatalogue.Default.Open(path);
        var face = new DetectedFace(new FaceBox(0, 0, 1, 1), Landmarks.From(new PixelPoint[5]), 1);
        var pictures = Enumerable.Range(0, 12).Select(index => Picture.Decode(photos.Read(index), "picture")).Select(
            picture => Placed((picture, face), 640, 480, new Placement(
                Corner, Corner, Math.Max(640.0 / picture.Width, 480.0 / picture.Height), 0, isMirrored: false)).Item1)
            .ToArray();
        var times = detectors.Select(_ => new List<double>()).ToArray();
        for (var round = 0; round < 6; round++)
        {
            foreach (var picture in pictures)
            {
                for (var index = 0; index < detectors.Count; index++)
                {
                    var start = Stopwatch.GetTimestamp();
                    _ = detectors[index].Detector.Detect(picture);
                    if (round > 0)
                    {
                        times[index].Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                    }
                }
            }
        }

        report("milliseconds at 640x480," + string.Join(",", times.Select(list =>
            FormattableString.Invariant($"{list.Order().ElementAt(list.Count / 2):F1}"))));
    }

    private static Dictionary<string, DetectedFace> ReadReference(string path)
    {
        var lines = File.ReadAllLines(path);
        var names = lines[0].Split(',');
        return lines.Skip(1).Select(line => line.Split(',')).ToDictionary(
            cells => cells[0],
            cells =>
            {
                double At(string name) =>
                    double.Parse(cells[Array.IndexOf(names, name)], CultureInfo.InvariantCulture);
                PixelPoint Point(string x, string y) => new(At(x), At(y));
                return new DetectedFace(
                    new FaceBox(At("x1"), At("y1"), At("x2") - At("x1"), At("y2") - At("y1")),
                    new Landmarks(
                        Point("lex", "ley"),
                        Point("rex", "rey"),
                        Point("nx", "ny"),
                        Point("lmx", "lmy"),
                        Point("rmx", "rmy")),
                    1);
            });
    }
}
