using NormFace.Alignment;
using NormFace.Cropping;
using NormFace.Datasets;
using NormFace.Decoding;
using NormFace.Detection;
using NormFace.Drawing;
using NormFace.Embeddings;
using NormFace.Extraction;
using Xunit;

namespace NormFace.Recognition;

/// <summary>A face has the same feature to the last bit, whichever way its photograph goes.</summary>
public sealed class OneRoadTests : IDisposable
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private readonly TemporaryFolder folder = new();
    private readonly EmbeddingModel model = EmbeddingModel.Open(SharedFaces.Model);

    public void Dispose()
    {
        model.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Real_photographs_are_embedded_at_once_or_after_aligning_with_the_same_result()
    {
        using var all = PictureSourceCatalogue.Default.Open(SharedFaces.Path("data/lfw-photos-fold1.zip"));
        using var some = all.Where(entry => entry.Path.StartsWith('A'));

        Assert.True(some.Entries.Count > 10);
        Agree(some, SharedFaces.Detector);
    }

    [Fact]
    public void Drawn_faces_are_too_larger_and_smaller_than_the_template_and_one_that_is_aligned_already()
    {
        Directory.CreateDirectory(folder["drawn"]);
        foreach (var (index, scale) in new[] { 5.3, 2.2, 1.1, 0.7 }.Index())
        {
            File.WriteAllBytes(folder[$"drawn/{index}.png"], Face((int)(130 * scale), (int)(150 * scale), scale));
        }

        File.WriteAllBytes(folder["drawn/aligned.png"], Face(96, 112, 1));
        using var drawn = PictureSourceCatalogue.Default.Open(folder["drawn"]);
        using var detector = new KnownFace();

        Agree(drawn, detector);
    }

    private void Agree(PictureSource photographs, FaceDetector detector)
    {
        using var embedder = new FaceEmbedder(detector, model, FaceRequirements.None);
        var run = new CropRun(detector, AlignmentTemplate.FivePoint96x112, new CropOptions());
        _ = run.Run(photographs, folder["aligned"], cancellationToken: Cancellation);
        using var crops = PictureSourceCatalogue.Default.Open(folder["aligned"]);

        var direct = Embedded(photographs, embedder.Prepare);
        var aligned = Embedded(crops, new Preparation.PixelPreparation(model.Contract).Prepare);

        for (var index = 0; index < photographs.Entries.Count; index++)
        {
            var name = photographs.Entries[index].Path;
            var face = embedder.Embed(photographs.Read(index).Bytes);
            Assert.Equal(direct[Key(name)], aligned[Key(name)]);
            Assert.Equal(UnitVector.Of(direct[Key(name)]), face.Vector.ToArray());
        }
    }

    private Dictionary<string, float[]> Embedded(PictureSource source, PicturePreparation preparation)
    {
        var found = new PictureEmbedder(model, preparation)
            .Embed(source, new UnreadablePictures(source.Entries.Count, 0), cancellationToken: Cancellation);
        return found.Entries.Index().ToDictionary(
            entry => Key(entry.Item.Path),
            entry => found.Values.AsSpan(entry.Index * found.FeatureSize, found.FeatureSize).ToArray());
    }

    private static string Key(string path) => Path.ChangeExtension(path, null);

    private static byte[] Face(int width, int height, double scale)
    {
        using var canvas = new PictureCanvas(width, height, 0x705040);
        uint[] colours = [0x202020, 0x303050, 0xC09080, 0xA03030, 0x902020];
        foreach (var (point, colour) in KnownFace.In(width, height).ToArray().Zip(colours))
        {
            canvas.Fill(new FaceBox(point.X - (6 * scale), point.Y - (3 * scale), 13 * scale, 7 * scale), colour);
        }

        return canvas.ToPng();
    }

    /// <summary>Knows where the face was drawn.</summary>
    private sealed class KnownFace() : FaceDetector("known")
    {
        private static readonly Landmarks Places = AlignmentTemplate.FivePoint96x112.Landmarks!;

        public static Landmarks In(int width, int height) => (width, height) == (96, 112)
            ? Places
            : Places.Mapped(new SimilarityTransform(width / 131.0, 0.05, 0.1 * width, 0.1 * height));

        protected override IReadOnlyList<DetectedFace> Find(Picture picture) =>
            [new DetectedFace(new FaceBox(0, 0, picture.Width, picture.Height), In(picture.Width, picture.Height), 1)];
    }
}
