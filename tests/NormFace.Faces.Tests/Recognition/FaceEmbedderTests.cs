using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
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
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private readonly EmbeddingModel model = EmbeddingModel.Open(SharedFaces.Model);

    public void Dispose() => model.Dispose();

    [Fact]
    public async Task From_a_stream_to_a_unit_vector_in_one_call_and_no_libtorch_is_loaded()
    {
        using var embedder = new FaceEmbedder(SharedFaces.Detector, model);
        using var stream = new MemoryStream(Photograph("Abel_Pacheco/Abel_Pacheco_0001.jpg").ToJpeg(95));

        var face = await embedder.EmbedAsync(stream, Cancellation);

        Assert.Equal(1, Math.Sqrt(face.Vector.ToArray().Sum(value => (double)value * value)), 1e-6);
        Assert.Equal((96, 112), (face.Aligned.Width, face.Aligned.Height));
        var loaded = File.Exists("/proc/self/maps") ? File.ReadAllText("/proc/self/maps") : "onnxruntime";
        Assert.Contains("onnxruntime", loaded, StringComparison.Ordinal);
        Assert.DoesNotContain("torch", loaded, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_face_that_somebody_should_look_at_is_told_with_the_reasons()
    {
        Dictionary<string, IReadOnlyList<string>> told = [];
        using var embedder = new FaceEmbedder(SharedFaces.Detector, model, FaceRequirements.None)
        {
            Doubted = told.Add,
        };
        using var photographs = PictureSourceCatalogue.Default.Open(SharedFaces.Path("data/celeba-photos.zip"));
        var pixels = new byte[model.Contract.ByteCount];

        foreach (var name in new[] { "008118.jpg", "006156.jpg" })
        {
            var place = photographs.Entries.Index().Single(entry => entry.Item.Path == name).Index;
            embedder.Prepare(photographs.Read(place), name, pixels);
        }

        // A small blurred face in the background is nearer to the middle than the woman's.
        Assert.Equal(["008118.jpg"], told.Keys);
        Assert.Contains("not the largest of 2 faces", told["008118.jpg"]);
        Assert.Contains(told["008118.jpg"], reason => reason.StartsWith("tiny", StringComparison.Ordinal));
    }

    [Fact]
    public void Pictures_of_one_person_are_nearer_than_those_of_two()
    {
        using var embedder = new FaceEmbedder(SharedFaces.Detector, model);
        FaceEmbedding Of(string path) => embedder.Embed(Photograph(path));
        var (first, second, other) = (
            Of("Abel_Pacheco/Abel_Pacheco_0001.jpg"),
            Of("Abel_Pacheco/Abel_Pacheco_0004.jpg"),
            Of("Afton_Smith/Afton_Smith_0001.jpg"));

        Assert.True(first.Cosine(second) > first.Cosine(other) + 0.05);
        Assert.Equal(first.Cosine(second), second.Cosine(first));
        Assert.True(FaceComparison.Of(first, second, threshold: 0.94).IsSame);
        Assert.False(FaceComparison.Of(first, other, threshold: 0.94).IsSame);
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
        Assert.Contains(
            "must be one that was calibrated",
            Assert.Throws<ArgumentException>(() => embedder.Compare(face, face, 0.5)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_relied_on_is_refused_by_its_problem_and_taken_where_nothing_is_demanded()
    {
        var photograph = Photograph("Abel_Pacheco/Abel_Pacheco_0001.jpg");
        var scaled = PictureWarp.Apply(photograph, new SimilarityTransform(0.33, 0, 0, 0), 82, 82, samples: 3);
        var blurred = Blurred(photograph, 6);
        var two = new Picture(
            500,
            250,
            [
                .. Enumerable.Range(0, 250).SelectMany(
                    row => photograph.Rgb.Slice(750 * row, 750).ToArray()
                        .Concat(photograph.Rgb.Slice(750 * row, 750).ToArray())),
            ]);

        Assert.Equal(FaceProblemKind.NoFace, Problem(new Picture(200, 200, new byte[120_000])));
        Assert.Equal(FaceProblemKind.TinyFace, Problem(scaled));
        Assert.Equal(FaceProblemKind.BlurredFace, Problem(blurred));
        Assert.Equal(FaceProblemKind.SeveralFaces, Problem(two));
        Assert.Null(Problem(photograph));

        using var embedder = new FaceEmbedder(SharedFaces.Detector, model, FaceRequirements.None);
        Assert.All([scaled, blurred, two], picture => Assert.Equal(128, embedder.Embed(picture).Vector.Length));
        Assert.Equal(2, embedder.EmbedAll(two).Count);
    }

    [Fact]
    public async Task A_file_that_is_no_picture_is_refused_by_name()
    {
        using var embedder = new FaceEmbedder(SharedFaces.Detector, model);
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["a.jpg"], [1, 2, 3]);

        Assert.StartsWith(
            "a.jpg: ",
            Assert.Throws<PictureException>(() => embedder.Embed(folder["a.jpg"])).Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "b.jpg: it cannot be read",
            Assert.Throws<PictureException>(() => embedder.Embed(folder["b.jpg"])).Message,
            StringComparison.Ordinal);
        await Assert.ThrowsAsync<PictureException>(() => embedder.EmbedAsync(folder["a.jpg"], Cancellation));
        await Assert.ThrowsAsync<PictureException>(() => embedder.EmbedAsync(folder["b.jpg"], Cancellation));
        Assert.Throws<PictureException>(() => embedder.Embed(new byte[3]));
    }

    [Fact]
    public async Task A_path_its_bytes_a_stream_and_the_picture_give_one_embedding()
    {
        using var embedder = new FaceEmbedder(SharedFaces.Detector, model);
        using var folder = new TemporaryFolder();
        var file = Photograph("Abel_Pacheco/Abel_Pacheco_0001.jpg").ToPng();
        File.WriteAllBytes(folder["a.png"], file);
        var expected = embedder.Embed(Picture.Read(folder["a.png"])).Vector.ToArray();

        Assert.Equal(expected, embedder.Embed(folder["a.png"]).Vector.ToArray());
        Assert.Equal(expected, embedder.Embed(file).Vector.ToArray());
        Assert.Equal(expected, (await embedder.EmbedAsync(folder["a.png"], Cancellation)).Vector.ToArray());
        Assert.Equal(expected, (await embedder.EmbedAsync(new MemoryStream(file), Cancellation)).Vector.ToArray());
    }

    [Fact]
    public async Task A_stream_without_an_end_is_refused_before_memory_is_gone_and_reading_stops_when_told()
    {
        using var embedder = new FaceEmbedder(SharedFaces.Detector, model);
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();

        var endless = await Assert.ThrowsAsync<PictureException>(
            () => embedder.EmbedAsync(new EndlessStream(), Cancellation));
        Assert.Contains("larger than", endless.Message, StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => embedder.EmbedAsync(new EndlessStream(), stopped.Token));
    }

    // Else one such picture would end a run over thousands.
    [Fact]
    public void Landmarks_that_make_no_face_are_a_fault_of_their_photograph_where_many_are_prepared()
    {
        using var detector = new OnePoint();
        using var embedder = new FaceEmbedder(detector, model, FaceRequirements.None);
        var photograph = new StoredPicture(new Picture(64, 64, new byte[3 * 64 * 64]).ToPng());

        var error = Assert.Throws<PictureException>(
            () => embedder.Prepare(photograph, "a.png", new byte[model.Contract.ByteCount]));

        Assert.StartsWith("a.png: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_network_may_stand_behind_it_and_one_that_was_not_calibrated_compares_by_a_threshold_of_the_callers()
    {
        using var embedder = new FaceEmbedder(SharedFaces.Detector, new MeanColour());
        var face = embedder.Embed(Photograph("Abel_Pacheco/Abel_Pacheco_0001.jpg"));

        Assert.Equal(3, face.Vector.Length);
        Assert.Contains(
            "calibrate",
            Assert.Throws<InvalidOperationException>(() => embedder.Compare(face, face)).Message,
            StringComparison.Ordinal);
        Assert.True(FaceComparison.Of(face, face, threshold: 0.5).IsSame);
    }

    [Fact]
    public void A_refused_photograph_is_logged_with_its_problem()
    {
        var log = new ListLogger();
        using var embedder = new FaceEmbedder(SharedFaces.Detector, model, logger: log);

        Assert.False(embedder.TryEmbed(new Picture(200, 200, new byte[120_000]), out _, out var problem));

        Assert.Equal($"A photograph was refused (NoFace): {problem.Message}", Assert.Single(log.Lines));
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
        using var provider = new ServiceCollection().AddNormFace(options =>
        {
            options.ModelPath = SharedFaces.Model;
            options.DetectorPath = SharedFaces.Weights("caffe");
            options.Requirements = FaceRequirements.None;
        }).BuildServiceProvider();

        var embedder = provider.GetRequiredService<FaceEmbedder>();

        Assert.Same(embedder, provider.GetRequiredService<FaceEmbedder>());
        Assert.Same(provider.GetRequiredService<FaceDetector>(), embedder.Detector);
        Assert.Same(provider.GetRequiredService<IEmbeddingNetwork>(), embedder.Network);
        Assert.Equal(FaceRequirements.None, embedder.Requirements);
    }

    [Fact]
    public void What_a_program_registered_before_stays_and_a_path_that_is_missing_is_named()
    {
        using var detector = new OnePoint();
        using var mine = new ServiceCollection().AddSingleton<FaceDetector>(detector)
            .AddSingleton<IEmbeddingNetwork>(model).AddNormFace().BuildServiceProvider();
        using var none = new ServiceCollection().AddNormFace(options => options.DetectorPath = "")
            .BuildServiceProvider();

        Assert.Same(detector, mine.GetRequiredService<FaceEmbedder>().Detector);
        Assert.Contains(
            "DetectorPath",
            Assert.Throws<OptionsValidationException>(none.GetRequiredService<FaceEmbedder>).Message,
            StringComparison.Ordinal);
    }

    private FaceProblemKind? Problem(Picture picture)
    {
        using var embedder = new FaceEmbedder(SharedFaces.Detector, model);
        if (embedder.TryEmbed(picture, out var embedding, out var problem))
        {
            Assert.Equal(embedding.Vector.ToArray(), embedder.Embed(picture).Vector.ToArray());
            return null;
        }

        Assert.Equal(problem, Assert.Throws<FaceException>(() => embedder.Embed(picture)).Problem);
        return problem.Kind;
    }

    private static Picture Photograph(string path)
    {
        using var photographs = PictureSourceCatalogue.Default.Open(SharedFaces.Path("data/lfw-photos-fold1.zip"));
        var index = photographs.Entries.Select((entry, place) => (entry, place))
            .Single(pair => pair.entry.Path == path).place;
        return Picture.Decode(photographs.Read(index), path);
    }

    // The mean of a square about each pixel, twice.
    private static Picture Blurred(Picture picture, int radius) => Once(Once(picture, radius), radius);

    private static Picture Once(Picture picture, int radius)
    {
        var rgb = new byte[picture.Rgb.Length];
        for (var index = 0; index < rgb.Length; index++)
        {
            var (column, row, channel, sum, count) =
                (index / 3 % picture.Width, index / 3 / picture.Width, index % 3, 0, 0);
            for (var y = Math.Max(0, row - (radius / 2)); y <= Math.Min(picture.Height - 1, row + (radius / 2)); y++)
            {
                var last = Math.Min(picture.Width - 1, column + (radius / 2));
                for (var x = Math.Max(0, column - (radius / 2)); x <= last; x++)
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
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new(buffer.Length);
        }
    }

    /// <summary>Finds all five landmarks in one place.</summary>
    private sealed class OnePoint() : FaceDetector("one point")
    {
        protected override IReadOnlyList<DetectedFace> Find(Picture picture)
        {
            PixelPoint same = new(10, 10);
            return [new DetectedFace(default, new Landmarks(same, same, same, same, same), 1)];
        }
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

    private sealed class ListLogger : ILogger<FaceEmbedder>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception));
    }
}
