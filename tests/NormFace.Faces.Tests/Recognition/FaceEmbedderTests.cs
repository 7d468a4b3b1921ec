using Microsoft.Extensions.DependencyInjection;
using NormFace.Alignment;
using NormFace.Datasets;
using NormFace.Decoding;
using NormFace.Detection;
using NormFace.Extraction;
using NormFace.Pictures;
using Xunit;

namespace NormFace.Recognition;

public sealed class FaceEmbedderTests : IDisposable
{
    private readonly EmbeddingModel model = EmbeddingModel.Open(SharedFaces.Model);

    public void Dispose() => model.Dispose();

    [Fact]
    public void From_a_stream_to_a_unit_vector_in_one_call_and_no_libtorch_is_loaded()
    {
        using var embedder = new FaceEmbedder(SharedFaces.Detector, model);
        using var stream = new MemoryStream(PictureEncoder.Jpeg(Photograph("Abel_Pacheco/Abel_Pacheco_0001.jpg"), 95));

        var face = embedder.Embed(stream);

        Assert.Equal(1, Math.Sqrt(face.Vector.ToArray().Sum(value => (double)value * value)), 1e-6);
        Assert.Equal((96, 112), (face.Aligned.Width, face.Aligned.Height));
        var loaded = File.Exists("/proc/self/maps") ? File.ReadAllText("/proc/self/maps") : "onnxruntime";
        Assert.Contains("onnxruntime", loaded, StringComparison.Ordinal);
        Assert.DoesNotContain("torch", loaded, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Pictures_of_one_person_are_nearer_than_those_of_two()
    {
        using var embedder = new FaceEmbedder(SharedFaces.Detector, model);
        FaceEmbedding Of(string path) => embedder.Embed(Photograph(path), path);
        var (first, second, other) = (Of("Abel_Pacheco/Abel_Pacheco_0001.jpg"), Of("Abel_Pacheco/Abel_Pacheco_0004.jpg"), Of("Afton_Smith/Afton_Smith_0001.jpg"));

        Assert.True(first.Cosine(second) > first.Cosine(other) + 0.2);
        Assert.Equal(first.Cosine(second), second.Cosine(first));
        Assert.True(FaceComparison.Of(first, second, threshold: 0.3).IsSame);
        Assert.False(FaceComparison.Of(first, other, threshold: 0.3).IsSame);
        Assert.Throws<ArgumentOutOfRangeException>(() => FaceComparison.Of(first, other, threshold: 2));
    }

    [Fact]
    public void The_shipped_model_knows_its_threshold_for_one_false_match_in_a_thousand()
    {
        using var embedder = new FaceEmbedder(SharedFaces.Detector, model);
        var face = embedder.Embed(Photograph("Abel_Pacheco/Abel_Pacheco_0001.jpg"));

        var comparison = embedder.Compare(face, face);

        Assert.Equal(0.001, comparison.Calibrated!.WantedRate);
        Assert.Equal((1, true), (Math.Round(comparison.Score, 6), comparison.IsSame));
        Assert.Contains("must be one that was calibrated", Assert.Throws<ArgumentException>(() => embedder.Compare(face, face, 0.5)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_relied_on_is_refused_by_its_problem_and_taken_where_nothing_is_demanded()
    {
        var photograph = Photograph("Abel_Pacheco/Abel_Pacheco_0001.jpg");
        var scaled = PictureWarp.Apply(photograph, new SimilarityTransform(0.33, 0, 0, 0), 82, 82, samples: 3);
        var blurred = Blurred(photograph, 6);
        var two = new Picture(500, 250, [.. Enumerable.Range(0, 250).SelectMany(row => photograph.Rgb.AsSpan(750 * row, 750).ToArray().Concat(photograph.Rgb.AsSpan(750 * row, 750).ToArray()))]);

        Assert.Equal(FaceProblem.NoFace, Problem(new Picture(200, 200, new byte[120_000])));
        Assert.Equal(FaceProblem.TinyFace, Problem(scaled));
        Assert.Equal(FaceProblem.BlurredFace, Problem(blurred));
        Assert.Equal(FaceProblem.SeveralFaces, Problem(two));
        Assert.Null(Problem(photograph));

        using var embedder = new FaceEmbedder(SharedFaces.Detector, model) { Demands = FaceDemands.None };
        Assert.All([scaled, blurred, two], picture => Assert.Equal(128, embedder.Embed(picture).Vector.Length));
        Assert.Equal(2, embedder.EmbedAll(two).Count);
    }

    [Fact]
    public void A_file_that_is_no_picture_is_refused_by_name()
    {
        using var embedder = new FaceEmbedder(SharedFaces.Detector, model);

        Assert.Contains("a.jpg", Assert.Throws<PictureException>(() => embedder.Embed(new MemoryStream([1, 2, 3]), "a.jpg")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stream_without_an_end_is_refused_before_memory_is_gone()
    {
        using var embedder = new FaceEmbedder(SharedFaces.Detector, model);

        Assert.Contains("larger than", Assert.Throws<PictureException>(() => embedder.Embed(new EndlessStream(), "s")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_its_bytes_a_stream_and_the_picture_give_one_embedding_and_reading_stops_when_told()
    {
        using var embedder = new FaceEmbedder(SharedFaces.Detector, model);
        using var folder = new TemporaryFolder();
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();
        var photograph = Photograph("Abel_Pacheco/Abel_Pacheco_0001.jpg");
        var file = PictureEncoder.Png(photograph);
        File.WriteAllBytes(folder["a.png"], file);
        var expected = embedder.Embed(photograph).Vector.ToArray();

        Assert.Equal(expected, embedder.Embed(file).Vector.ToArray());
        Assert.Equal(expected, (await embedder.EmbedAsync(folder["a.png"], TestContext.Current.CancellationToken)).Vector.ToArray());
        Assert.Equal(expected, (await embedder.EmbedAsync(new MemoryStream(file), TestContext.Current.CancellationToken)).Vector.ToArray());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => embedder.EmbedAsync(new MemoryStream(file), stopped.Token));
    }

    [Fact]
    public void Any_network_may_stand_behind_it_and_one_that_was_not_calibrated_compares_by_a_threshold_of_the_callers()
    {
        using var embedder = new FaceEmbedder(SharedFaces.Detector, new MeanColour());
        var face = embedder.Embed(Photograph("Abel_Pacheco/Abel_Pacheco_0001.jpg"));

        Assert.Equal(3, face.Vector.Length);
        Assert.Contains("calibrate", Assert.Throws<InvalidOperationException>(() => embedder.Compare(face, face)).Message, StringComparison.Ordinal);
        Assert.True(FaceComparison.Of(face, face, threshold: 0.5).IsSame);
    }

    [Fact]
    public async Task One_embedder_serves_many_threads()
    {
        using var embedder = new FaceEmbedder(SharedFaces.Detector, model);
        var photograph = Photograph("Afton_Smith/Afton_Smith_0001.jpg");
        var alone = embedder.Embed(photograph);

        var runs = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => embedder.Embed(photograph))));

        Assert.All(runs, face => Assert.Equal(alone.Vector.ToArray(), face.Vector.ToArray()));
    }

    [Fact]
    public void A_program_registers_the_services_in_one_line_and_gets_one_of_each()
    {
        var services = new ServiceCollection().AddNormFace(SharedFaces.Model, SharedFaces.Weights("caffe"), FaceDemands.None);
        using var provider = services.BuildServiceProvider();

        var embedder = provider.GetRequiredService<FaceEmbedder>();

        Assert.Same(embedder, provider.GetRequiredService<FaceEmbedder>());
        Assert.Same(provider.GetRequiredService<FaceDetector>(), embedder.Detector);
        Assert.Same(provider.GetRequiredService<IEmbeddingNetwork>(), embedder.Network);
        Assert.Equal(FaceDemands.None, embedder.Demands);
    }

    private FaceProblem? Problem(Picture picture)
    {
        using var embedder = new FaceEmbedder(SharedFaces.Detector, model);
        try
        {
            _ = embedder.Embed(picture, "p");
            return null;
        }
        catch (FaceException error)
        {
            Assert.StartsWith("p: ", error.Message, StringComparison.Ordinal);
            return error.Problem;
        }
    }

    private static Picture Photograph(string path)
    {
        using var photographs = PictureSourceCatalogue.Default.Open(SharedFaces.Path("data/lfw-photos-fold1.zip"));
        var index = photographs.Entries.Select((entry, place) => (entry, place)).Single(pair => pair.entry.Path == path).place;
        return PictureDecoder.Decode(photographs.Read(index), path);
    }

    // The mean of a square about each pixel, twice.
    private static Picture Blurred(Picture picture, int radius) => Once(Once(picture, radius), radius);

    private static Picture Once(Picture picture, int radius)
    {
        var rgb = new byte[picture.Rgb.Length];
        for (var index = 0; index < rgb.Length; index++)
        {
            var (column, row, channel, sum, count) = (index / 3 % picture.Width, index / 3 / picture.Width, index % 3, 0, 0);
            for (var y = Math.Max(0, row - (radius / 2)); y <= Math.Min(picture.Height - 1, row + (radius / 2)); y++)
            {
                for (var x = Math.Max(0, column - (radius / 2)); x <= Math.Min(picture.Width - 1, column + (radius / 2)); x++)
                {
                    (sum, count) = (sum + picture.Rgb[(3 * ((y * picture.Width) + x)) + channel], count + 1);
                }
            }

            rgb[index] = (byte)(sum / count);
        }

        return new Picture(picture.Width, picture.Height, rgb);
    }

    /// <summary>A network of another engine.</summary>
    private sealed class MeanColour : IEmbeddingNetwork
    {
        public PixelContract Contract { get; } =
            new(96, 112, ChannelOrder.Rgb, 0, 1, "five-point-96x112", PictureCrop.Whole(96, 112));

        public int FeatureSize => 3;

        public float[] Features(ReadOnlySpan<byte> pixels)
        {
            var sums = new float[3];
            for (var index = 0; index < pixels.Length; index++)
            {
                sums[index % 3] += pixels[index];
            }

            return sums;
        }
    }

    private sealed class EndlessStream : MemoryStream
    {
        public override int Read(byte[] buffer, int offset, int count) => count;
    }
}
