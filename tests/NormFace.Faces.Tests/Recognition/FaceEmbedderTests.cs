using Microsoft.Extensions.DependencyInjection;
using NormFace.Alignment;
using NormFace.Datasets;
using NormFace.Decoding;
using NormFace.Detection;
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

        var comparison = FaceComparison.Of(face, face, model.Calibration!);

        Assert.Equal(0.001, comparison.Calibrated!.WantedRate);
        Assert.Equal((1, true), (Math.Round(comparison.Score, 6), comparison.IsSame));
        Assert.Contains("must be one that was calibrated", Assert.Throws<ArgumentException>(() => FaceComparison.Of(face, face, model.Calibration!, 0.5)).Message, StringComparison.Ordinal);
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
        Assert.Same(provider.GetRequiredService<EmbeddingModel>(), embedder.Model);
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
        using var photographs = PictureSource.Open(SharedFaces.Path("data/lfw-photos-fold1.zip"));
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

    private sealed class EndlessStream : MemoryStream
    {
        public override int Read(byte[] buffer, int offset, int count) => count;
    }
}
