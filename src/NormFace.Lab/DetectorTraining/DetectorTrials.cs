using NormFace.Datasets;
using NormFace.Decoding;
using NormFace.Detection;

namespace NormFace.DetectorTraining;

/// <summary>Detectors on the same pictures, side by side.</summary>
/// <param name="detectors">The detectors by name.</param>
public sealed class DetectorTrials(IReadOnlyList<(string Name, FaceDetector Detector)> detectors)
{
    // Below it the reference itself is wrong: both such faces among 120 were looked at, and are none.
    private const double SureReference = 0.9;

    private const double SameFace = 0.4, SameAlarm = 0.3;

    /// <summary>Runs every trial.</summary>
    /// <param name="data">Folder of the picture sets, each a zip.</param>
    /// <param name="labels">Folder of the teachers' labels.</param>
    /// <param name="report">Told each line.</param>
    /// <param name="cancellation">Stops between pictures.</param>
    public void Run(string data, string labels, Action<string> report, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(report);
        void Search(string name, IEnumerable<TrialPicture> pictures) =>
            this.Search(name, [.. pictures], report, cancellation);

        report(Row("trial", detectors.Select(detector => detector.Name)));
        var photos = CelebA(data);
        Search("celeba-photos", photos);
        foreach (var side in new[] { 20, 24, 30, 40 })
        {
            Search($"celeba-photos with faces of {side} px", photos.Select(picture => picture.WithFaceOf(side)));
        }

        foreach (var degrees in new[] { 15, 30, 45, 60 })
        {
            Search($"celeba-photos turned by {degrees}", photos.Select(picture => picture.Turned(degrees)));
        }

        Search("celeba-photos twice as large", photos.Select(picture => picture.Scaled(2)));

        var unseen = LfwFold1(data, labels);
        Search("lfw-photos-fold1", unseen);
        foreach (var side in new[] { 20, 30, 40 })
        {
            Search($"lfw-photos-fold1 with faces of {side} px", unseen.Select(picture => picture.WithFaceOf(side)));
        }

        FalseAlarms(data, labels, report, cancellation);

        var medians = DetectorTiming.Medians(
            [.. detectors.Select(detector => detector.Detector)],
            [.. photos.Take(12).Select(picture => picture.Covering(640, 480).Picture)]);
        report(Row(
            "milliseconds at 640x480", medians.Select(median => FormattableString.Invariant($"{median:F1}"))));
    }

    private static TrialPicture[] CelebA(string data)
    {
        var reference = ReferenceFaces.Read(Path.Combine(data, "celeba-photos-landmarks.csv"));
        using var photos = PictureSourceCatalogue.Default.Open(Path.Combine(data, "celeba-photos.zip"));
        return
        [
            .. photos.Entries.Select((entry, index) => (entry.Path, index))
                .Where(entry => reference[entry.Path].Score >= SureReference)
                .Select(entry => new TrialPicture(
                    Picture.Decode(photos.Read(entry.index), entry.Path), reference[entry.Path])),
        ];
    }

    // The face in the middle, whom the picture is named after.
    private static TrialPicture[] LfwFold1(string data, string labels)
    {
        using var photos = PictureSourceCatalogue.Default.Open(Path.Combine(data, "lfw-photos-fold1.zip"));
        var known = LabelFile.Read(Path.Combine(labels, "lfw-photos-fold1.jsonl"));
        var agreement = TeacherAgreement.Of(known);
        return
        [
            .. known.Select((label, index) => (
                Picture: Picture.Decode(photos.Read(index), label.Picture),
                Face: agreement.Faces(label, isOfAnimals: false).Where(face => face.Landmarks is not null)
                    .MinBy(face => Math.Abs(face.Box.Middle.X - (label.Width / 2.0))
                        + Math.Abs(face.Box.Middle.Y - (label.Height / 2.0)))))
                .Where(pair => pair.Face is not null)
                .Select(pair => new TrialPicture(
                    pair.Picture, new DetectedFace(pair.Face!.Box, pair.Face.Landmarks!, 1))),
        ];
    }

    private void Search(
        string name, TrialPicture[] pictures, Action<string> report, CancellationToken cancellation)
    {
        var (shares, byEyes, bySide) = (new List<string>(), new List<string>(), new List<string>());
        foreach (var (_, detector) in detectors)
        {
            var (ofEyes, ofSide) = (new List<double>(), new List<double>());
            foreach (var (picture, face) in pictures)
            {
                cancellation.ThrowIfCancellationRequested();
                var best = detector.Detect(picture).MaxBy(found => TeacherAgreement.Share(found.Box, face.Box));
                if (best is not null && TeacherAgreement.Share(best.Box, face.Box) >= SameFace)
                {
                    var away = best.Landmarks.ToArray()
                        .Zip(face.Landmarks.ToArray(), (first, second) => first.DistanceTo(second)).Average();
                    ofEyes.Add(away / face.EyeDistance);
                    ofSide.Add(away / Math.Sqrt(face.Box.Area));
                }
            }

            shares.Add(FormattableString.Invariant($"{100.0 * ofEyes.Count / pictures.Length:F1} %"));
            byEyes.Add(Median(ofEyes));
            bySide.Add(Median(ofSide));
        }

        report(Row($"{name}: found (of {pictures.Length})", shares));
        report(Row($"{name}: points in the median of the eyes' distance", byEyes));
        report(Row($"{name}: points in the median of the face's side", bySide));
    }

    private void FalseAlarms(string data, string labels, Action<string> report, CancellationToken cancellation)
    {
        using var things = PictureSourceCatalogue.Default.Open(Path.Combine(data, "backgrounds.zip"));
        var empty = LabelFile.Read(Path.Combine(labels, "backgrounds.jsonl"));
        var agreement = TeacherAgreement.Of([]);
        var leftOut = new DetectorRecipe { Faces = [], Backgrounds = "", Steps = 1 }.BackgroundsLeftOut;
        foreach (var part in new[] { "animals/", "things/" })
        {
            var indices = Enumerable.Range(0, empty.Count).Where(index => index % leftOut == leftOut - 1
                && empty[index].Picture.Contains(part, StringComparison.Ordinal)).ToArray();
            var counts = detectors.Select(detector => indices.Count(index =>
            {
                cancellation.ThrowIfCancellationRequested();
                // What both teachers are sure of is a face in any picture.
                var sure = agreement.Faces(empty[index], isOfAnimals: true);
                return detector.Detector.Detect(Picture.Decode(things.Read(index), empty[index].Picture))
                    .Any(face => sure.All(one => TeacherAgreement.Share(one.Box, face.Box) <= SameAlarm));
            }));
            report(Row(
                $"{part} with a face that not both teachers see (of {indices.Length})",
                counts.Select(count => FormattableString.Invariant($"{count}"))));
        }
    }

    private static string Row(string name, IEnumerable<string> cells) => $"{name},{string.Join(",", cells)}";

    private static string Median(List<double> values) => values.Count == 0
        ? ""
        : FormattableString.Invariant($"{100 * values.Order().ElementAt(values.Count / 2):F2} %");
}
