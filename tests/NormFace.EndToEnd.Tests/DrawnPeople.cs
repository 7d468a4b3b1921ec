using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace NormFace;

/// <summary>Embeddings of drawn people in a folder: <c>e.npy</c> with <c>names.txt</c>.</summary>
internal static class DrawnPeople
{
    private const int Size = 8;

    /// <summary>A folder of people with several pictures each: <c>p0/p0_0.jpg</c>.</summary>
    public static TemporaryFolder Create(int count, int pictures)
    {
        var folder = new TemporaryFolder();
        var random = new Random(1);
        var names = new StringBuilder();
        List<float> values = [];
        for (var person = 0; person < count; person++)
        {
            var centre = Direction(random);
            for (var picture = 0; picture < pictures; picture++)
            {
                names.Append(CultureInfo.InvariantCulture, $"p{person}/p{person}_{picture}.jpg\n");
                values.AddRange(centre.Select(value => value + (0.5f * (float)(random.NextDouble() - 0.5))));
            }
        }

        Write(folder, names.ToString(), [.. values]);
        return folder;
    }

    /// <summary>A folder of 40 people with two videos of five frames each, and <c>splits.txt</c> of 80 pairs.</summary>
    public static TemporaryFolder CreateVideos()
    {
        var folder = new TemporaryFolder();
        var random = new Random(3);
        var names = new StringBuilder();
        List<float> values = [];
        for (var person = 0; person < 40; person++)
        {
            var centre = Direction(random);
            for (var frame = 0; frame < 10; frame++)
            {
                names.Append(CultureInfo.InvariantCulture, $"p{person}/{frame / 5}/{frame % 5}.jpg\n");
                values.AddRange(centre.Select(value => value + (0.3f * (float)(random.NextDouble() - 0.5))));
            }
        }

        Write(folder, names.ToString(), [.. values]);
        File.WriteAllLines(folder["splits.txt"], Enumerable.Range(0, 40).SelectMany(person => new[]
        {
            $"{1 + (person / 20)}, {person}, p{person}/0, p{person}/1, 1",
            $"{1 + (person / 20)}, {100 + person}, p{person}/0, p{(person / 20 * 20) + ((person + 1) % 20)}/1, 0",
        }));
        return folder;
    }

    /// <summary>Writes <c>pairs.csv</c>: a genuine and an impostor pair of each person, in two folds.</summary>
    public static void WritePairs(TemporaryFolder folder, int people) => File.WriteAllLines(
        folder["pairs.csv"],
        ["first,second,same,fold", .. Enumerable.Range(0, people).SelectMany(person => new[]
        {
            FormattableString.Invariant($"p{person}/p{person}_0.jpg,p{person}/p{person}_1.jpg,1,{person * 2 / people}"),
            FormattableString.Invariant($"p{person}/p{person}_0.jpg,p{(person + 1) % people}/")
                + FormattableString.Invariant($"p{(person + 1) % people}_1.jpg,0,{person * 2 / people}"),
        })]);

    /// <summary>Writes <c>noisy.npy</c>: the embeddings of the folder with noise.</summary>
    public static void WriteNoisy(TemporaryFolder folder, float noise)
    {
        const int header = 128;
        var random = new Random(2);
        var values = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(folder["e.npy"]).AsSpan(header)).ToArray();
        File.WriteAllBytes(
            folder["noisy.npy"],
            EvaluateTests.Matrix(
                [.. values.Select(value => value + (noise * (float)(random.NextDouble() - 0.5)))], Size));
    }

    private static void Write(TemporaryFolder folder, string names, float[] values)
    {
        File.WriteAllText(folder["names.txt"], names);
        File.WriteAllBytes(folder["e.npy"], EvaluateTests.Matrix(values, Size));
    }

    private static float[] Direction(Random random) =>
        [.. Enumerable.Range(0, Size).Select(_ => (float)(random.NextDouble() - 0.5))];
}
