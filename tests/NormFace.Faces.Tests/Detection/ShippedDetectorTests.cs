using NormFace.Alignment;
using NormFace.Datasets;
using NormFace.Decoding;
using NormFace.TestKit;
using Xunit;

namespace NormFace.Detection;

/// <summary>The detector that ships, on photographs that it was not trained on.</summary>
public sealed class ShippedDetectorTests : IDisposable
{
    private readonly FaceDetector detector =
        FaceDetector.Open(SharedData.InRepository("models/detector.safetensors"));

    public void Dispose() => detector.Dispose();

    [Fact]
    public void It_finds_the_faces_of_photographs()
    {
        var found = Photographs().Count(pair => detector.Detect(pair.Picture)
            .Any(face => face.Box.Shared(pair.Face.Box) > 0.5 * Math.Max(face.Box.Area, pair.Face.Box.Area)));

        Assert.InRange(found, 116, 120);
    }

    [Fact]
    public void Its_points_lie_within_3_percent_of_the_face_from_those_of_another_program_in_the_median()
    {
        var away = new List<double>();
        foreach (var (picture, reference) in Photographs())
        {
            var face = detector.Detect(picture).MaxBy(face => BoxSuppression.Share(face.Box, reference.Box));
            if (face is not null && BoxSuppression.Share(face.Box, reference.Box) > 0.4)
            {
                away.Add(Distance(face, reference) / Math.Sqrt(reference.Box.Area));
            }
        }

        away.Sort();
        Assert.InRange(away.Count, 114, 120);
        Assert.InRange(away[away.Count / 2], 0, 0.03);
    }

    [Fact]
    public void A_mirrored_photograph_has_mirrored_points()
    {
        var away = new List<double>();
        foreach (var (picture, _) in Photographs().Take(20))
        {
            var mirrored = PictureWarp.Apply(
                picture,
                new SimilarityTransform(-1, 0, picture.Width - 1, 0, IsMirrored: true),
                picture.Width,
                picture.Height);
            var (faces, others) = (detector.Detect(picture), detector.Detect(mirrored));
            if (faces.Count == 1 && others.Count == 1)
            {
                var points = others[0].Landmarks;
                PixelPoint Back(PixelPoint point) => new(picture.Width - 1 - point.X, point.Y);
                var back = others[0] with
                {
                    Landmarks = new Landmarks(
                        Back(points.RightEye), Back(points.LeftEye), Back(points.Nose), Back(points.RightMouth),
                        Back(points.LeftMouth)),
                };
                away.Add(Distance(back, faces[0]) / Math.Sqrt(faces[0].Box.Area));
            }
        }

        away.Sort();
        Assert.InRange(away.Count, 10, 20);
        Assert.InRange(away[away.Count / 2], 0, 0.02); // the grid of cells is not mirrored
    }

    [Fact]
    public void It_finds_a_face_upside_down_and_says_so()
    {
        var (upright, turned) = (0, 0);
        foreach (var (picture, _) in Photographs().Take(20))
        {
            upright += detector.Detect(picture).Count;
            turned += detector.Detect(picture.Turned(2)).Count(face => face.Turn == 180);
        }

        Assert.InRange(turned, 0.8 * upright, 1.2 * upright);
    }

    [Fact]
    public void A_picture_of_nothing_has_no_face() =>
        Assert.Empty(detector.Detect(new Picture(320, 240, new byte[3 * 320 * 240])));

    [Fact]
    public void Another_safetensors_file_is_refused_by_what_is_missing() => Assert.Contains(
        "must hold a face detector",
        Assert.Throws<InvalidDataException>(() => FaceDetector.Open(SharedFaces.Model)).Message,
        StringComparison.Ordinal);

    private static double Distance(DetectedFace first, DetectedFace second) => first.Landmarks.ToArray()
        .Zip(second.Landmarks.ToArray(), (one, other) => one.DistanceTo(other)).Average();

    private static IEnumerable<(Picture Picture, DetectedFace Face)> Photographs()
    {
        using var source = PictureSourceCatalogue.Default.Open(SharedFaces.Path("data/celeba-photos.zip"));
        var references = SharedFaces.References();
        for (var index = 0; index < source.Entries.Count; index++)
        {
            var name = source.Entries[index].Path;
            yield return (Picture.Decode(source.Read(index), name), new DetectedFace(
                references[name].Box, references[name].Points, 1));
        }
    }
}
