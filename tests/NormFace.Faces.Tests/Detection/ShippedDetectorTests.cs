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
            .Any(face => face.Box.Shared(pair.Box) > 0.5 * Math.Max(face.Box.Area, pair.Box.Area)));

        Assert.InRange(found, 116, 120);
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

    private static IEnumerable<(Picture Picture, Alignment.FaceBox Box)> Photographs()
    {
        using var source = PictureSourceCatalogue.Default.Open(SharedFaces.Path("data/celeba-photos.zip"));
        var references = SharedFaces.References();
        for (var index = 0; index < source.Entries.Count; index++)
        {
            var name = source.Entries[index].Path;
            yield return (Picture.Decode(source.Read(index), name), references[name].Box);
        }
    }
}
