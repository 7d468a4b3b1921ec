using NormFace.Extraction;
using NormFace.Logs;
using NormFace.Pictures;
using NormFace.Recipes;
using NormFace.Settings;
using NormFace.Training;
using Xunit;
using static TorchSharp.torch;

namespace NormFace.Distillation;

public sealed class DistillationTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("normface-teacher-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void The_loss_is_the_weighted_mean_of_one_minus_the_cosine_and_so_is_its_gradient()
    {
        using var scope = NewDisposeScope();
        float[] taught = [3, 4, 0, 0, 0, 5, 1, 1, 1];
        using var teacher = new Teacher(taught, size: 3, weight: 2, CPU);
        var rows = tensor(new[] { 1f, 2, 2, 0.5f, -1, 0 }, [2, 3]).requires_grad_();
        int[] pictures = [2, 0];

        var loss = teacher.Loss(rows, pictures);
        loss.backward();

        double Literal(double[] x)
        {
            double Cosine(double[] a, double[] b) =>
                a.Zip(b, (one, other) => one * other).Sum() / Math.Sqrt(a.Sum(v => v * v) * b.Sum(v => v * v));
            return 2 * (1 - ((Cosine(x[..3], [1, 1, 1]) + Cosine(x[3..], [3, 4, 0])) / 2));
        }

        double[] at = [1, 2, 2, 0.5, -1, 0];
        Assert.Equal(Literal(at), loss.item<float>(), 1e-6);
        var gradient = rows.grad!.data<float>().ToArray();
        for (var place = 0; place < at.Length; place++)
        {
            var (above, below) = ((double[])at.Clone(), (double[])at.Clone());
            (above[place], below[place]) = (at[place] + 1e-5, at[place] - 1e-5);
            Assert.Equal((Literal(above) - Literal(below)) / 2e-5, gradient[place], 1e-5);
        }
    }

    [Fact]
    public void A_network_comes_nearer_to_its_teacher_without_any_label()
    {
        var folder = Train("run", SmallRun.Recipe(Section(), "loss=[]", "run.steps=60"), new Counted());

        var points = new JsonLines(folder.LogPath).Read<TrainingPoint>();

        Assert.All(points, point => Assert.InRange(point.TeacherCosine!.Value, -1, 1));
        Assert.True(points[^1].TeacherCosine > points[0].TeacherCosine + 0.1, $"{points[0]} {points[^1]}");
    }

    [Fact]
    public void Features_are_computed_once_and_a_resumed_run_ends_in_the_same_bytes()
    {
        var recipe = SmallRun.Recipe(Section("\"composites\": 30, "));
        var first = new Counted();
        var whole = Train("whole", recipe, first);
        var second = new Counted();
        var again = Train("again", recipe, second);

        Assert.Equal(2 * (72 + 30), first.Pictures); // each picture and its mirror image
        Assert.Equal(0, second.Pictures);
        Assert.Equal(File.ReadAllBytes(whole.ModelPath), File.ReadAllBytes(again.ModelPath));
    }

    [Fact]
    public void A_damaged_cache_is_made_again()
    {
        var recipe = SmallRun.Recipe(Section());
        _ = Train("one", recipe, new Counted());
        var file = Assert.Single(Directory.GetFiles(Path.Combine(root, "cache")));
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..^7]);
        var counted = new Counted();

        _ = Train("two", recipe, counted);

        Assert.Equal(2 * 72, counted.Pictures);
    }

    [Fact]
    public void People_with_too_few_pictures_are_learned_from_without_being_a_class()
    {
        using var plain = TrainingSession.Create(SmallRun.Recipe("data.sources=[" + Drawn(6) + "," + Drawn(1) + "]",
            "data.minimumPictures=2"));
        using var taught = TrainingSession.Create(SmallRun.Recipe("data.sources=[" + Drawn(6) + "," + Drawn(1) + "]",
            "data.minimumPictures=2", Section()));

        Assert.Equal((12, 72), (plain.ClassCount, plain.PictureCount));
        Assert.Equal((12, 72 + 12), (taught.ClassCount, taught.PictureCount));
        Assert.Equal(12, taught.Samples.Labels.Count(label => label == NoLoss.NoLabel));
    }

    [Fact]
    public void A_teacher_of_another_feature_size_is_refused()
    {
        var error = Assert.Throws<SettingException>(
            () => Train("run", SmallRun.Recipe(Section()), new Counted { FeatureSize = 7 }));

        Assert.Contains("featureSize", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("teacher={\"model\":\"nothing.safetensors\"}", "nothing.safetensors")]
    [InlineData("teacher={\"model\":\"x\",\"mirror\":\"concat\"}", "mirror")]
    [InlineData("teacher={\"model\":\"x\",\"weight\":0}", "weight")]
    public void A_wrong_section_is_refused_by_name(string change, string named)
    {
        var error = Assert.Throws<SettingException>(() => Train("run", SmallRun.Recipe(change), new Counted()));

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    private static string Drawn(int pictures) =>
        $$"""{ "synthetic": { "identities": 12, "pictures": {{pictures}}, "seed": {{pictures}} } }""";

    private string Section(string more = "")
    {
        var file = Path.Combine(root, "teacher.model");
        File.WriteAllText(file, "a stand-in");
        return $$"""teacher={ "model": "{{file}}", {{more}}"weight": 4, "cache": "{{Path.Combine(root, "cache")}}" }""";
    }

    private RunFolder Train(string name, Recipe recipe, IEmbeddingNetwork teacher)
    {
        var catalogue = Synthesis.LabRecipes.Catalogue with { OpenTeacher = _ => teacher };
        var taught = Recipe.Read(recipe.Source, ".", catalogue);
        using var folder = RunFolder.Open(Path.Combine(root, name), taught, isResumed: false);
        using var session = TrainingSession.Create(taught, Native.ComputeMachine.Choose("cpu", 2));
        new Trainer(session).Run(folder, TestContext.Current.CancellationToken);
        return folder;
    }

    // Features are sums of pixels over 16 stripes of the picture: easy to learn.
    private sealed class Counted : IEmbeddingNetwork
    {
        private int pictures;

        public int Pictures => pictures;

        public int FeatureSize { get; init; } = 16;

        public PixelContract Contract { get; } = new(
            16, 16, ChannelOrder.Rgb, 127.5, 1 / 128.0, "drawn", new PictureCrop(48, 56, 0, 0, 48, 56));

        public float[] Features(ReadOnlySpan<byte> pixels)
        {
            var count = Contract.CountOf(pixels);
            var features = new float[count * FeatureSize];
            for (var place = 0; place < pixels.Length; place++)
            {
                var (picture, within) = Math.DivRem(place, Contract.ByteCount);
                features[(picture * FeatureSize) + (within * FeatureSize / Contract.ByteCount)] +=
                    (pixels[place] - 127.5f) / 1000;
            }

            Interlocked.Add(ref pictures, count);
            return features;
        }
    }
}
