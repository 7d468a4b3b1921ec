using System.Runtime.InteropServices;
using System.Text;
using NormFace.Datasets;
using Xunit;

namespace NormFace.Embeddings;

public sealed class FeatureSourceTests : IDisposable
{
    private static readonly float[] Values = [1, 2, 3, 4, 5, 6.5f, -7, 8, 9]; // 3 x 3, exact in float16

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("<f4"), InlineData("<f8"), InlineData("<f2")]
    public void A_matrix_with_labels_beside_it_is_rows_of_identities(string type)
    {
        WriteNpy("x.npy", type, Values);
        File.WriteAllText(folder["x.labels.txt"], "anna\nbert\nanna\n");

        using var source = FeatureSource.Open(folder["x.npy"]);

        Assert.Equal(3, source.Size);
        Assert.Equal(3, FeatureSource.SizeAt(folder["x.npy"]));
        Assert.Equal(
            [new PictureEntry("anna/0", "anna"), new("bert/1", "bert"), new("anna/2", "anna")], source.Entries);
        Assert.Equal(Values, Rows(source));
    }

    [Fact]
    public void Wide_rows_are_converted_whole()
    {
        float[] wide = [.. Enumerable.Range(1, 2 * 600).Select(value => (float)value)];
        WriteNpy("x.npy", "<f8", wide, columns: 600);
        File.WriteAllText(folder["x.labels.txt"], "a\nb\n");

        using var source = FeatureSource.Open(folder["x.npy"]);

        Assert.Equal(wide, Rows(source));
    }

    [Fact]
    public void Names_say_the_identity_by_their_first_folder_as_in_a_file_of_features()
    {
        WriteNpy("x.npy", "<f4", Values);
        string[] names = ["anna/1.wav", "bert/1.wav", "loose.wav"];
        File.WriteAllLines(folder["x.names.txt"], names);
        FeatureFile.Write(folder["x.safetensors"], new FeatureSet(Values, names));

        using var beside = FeatureSource.Open(folder["x.npy"]);
        using var within = FeatureSource.Open(folder["x.safetensors"]);

        Assert.Equal([.. names.Select(PictureEntry.At)], beside.Entries);
        Assert.Equal(beside.Entries, within.Entries);
        Assert.Equal(Values, Rows(within));
        Assert.Equal(3, FeatureSource.SizeAt(folder["x.safetensors"]));
    }

    [Fact]
    public void Lists_may_lie_anywhere_if_they_are_named()
    {
        WriteNpy("x.npy", "<f4", Values);
        File.WriteAllText(folder["elsewhere.txt"], "a\na\nb\n");

        using var source = FeatureSource.Open(folder["x.npy"], labelsPath: folder["elsewhere.txt"]);

        Assert.Equal(["a", "a", "b"], source.Entries.Select(entry => entry.Identity));
    }

    [Theory]
    [InlineData(float.NaN, "row 1 ('b/1') holds NaN")]
    [InlineData(float.PositiveInfinity, "row 1 ('b/1') holds Infinity")]
    [InlineData(float.NegativeInfinity, "row 1 ('b/1') holds -Infinity")]
    public void A_row_that_is_not_finite_is_refused_with_file_and_row(float bad, string said)
    {
        foreach (var place in new[] { 3, 4, 5 })
        {
            float[] values = [.. Values];
            values[place] = bad;
            WriteNpy("x.npy", "<f4", values);
            File.WriteAllText(folder["x.labels.txt"], "a\nb\nc\n");

            var told = Told(() => FeatureSource.Open(folder["x.npy"]));

            Assert.StartsWith(folder["x.npy"] + ": Every row must be finite", told, StringComparison.Ordinal);
            Assert.Contains(said, told, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_number_too_large_for_float32_and_a_row_of_zeros_are_refused()
    {
        File.WriteAllText(folder["x.labels.txt"], "a\nb\nc\n");
        WriteNpy("x.npy", "<f8", [1, 1, 1, 1, 1, 1, 1, 1, 1], change: numbers => numbers[8] = 1e300);
        Assert.Contains(
            "row 2 ('c/2') holds Infinity", Told(() => FeatureSource.Open(folder["x.npy"])), StringComparison.Ordinal);

        WriteNpy("x.npy", "<f4", [0, 0, 0, 1, 1, 1, 0, 0, 1]);
        Assert.Contains(
            "row 0 ('a/0') is all zero", Told(() => FeatureSource.Open(folder["x.npy"])), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\nb\n", "(2): expected 3 labels, one for each row of")]
    [InlineData("a\nb\nc\nd\n", "(4): expected 3 labels")]
    [InlineData("a\n\nc\n", "(2): expected the label of a row, found a blank line")]
    [InlineData("a\nb/c\nd\n", "(2): expected a label without '/'")]
    [InlineData("", "(0): expected 3 labels")]
    public void Labels_that_do_not_fit_are_refused_with_file_and_line(string text, string said)
    {
        WriteNpy("x.npy", "<f4", Values);
        File.WriteAllText(folder["x.labels.txt"], text);

        var told = Told(() => FeatureSource.Open(folder["x.npy"]));

        Assert.StartsWith(folder["x.labels.txt"], told, StringComparison.Ordinal);
        Assert.Contains(said, told, StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_that_are_missing_double_or_needless_are_said()
    {
        WriteNpy("x.npy", "<f4", Values);
        var told = Told(() => FeatureSource.Open(folder["x.npy"]));
        Assert.Contains(folder["x.labels.txt"], told, StringComparison.Ordinal);
        Assert.Contains(folder["x.names.txt"], told, StringComparison.Ordinal);

        File.WriteAllText(folder["x.labels.txt"], "a\nb\nc\n");
        File.WriteAllText(folder["x.names.txt"], "a/1\na/1\nc/1\n");
        Assert.Contains("found both", Told(() => FeatureSource.Open(folder["x.npy"])), StringComparison.Ordinal);
        Assert.Contains(
            "(2): expected every name once, found 'a/1' again",
            Told(() => FeatureSource.Open(folder["x.npy"], namesPath: folder["x.names.txt"])),
            StringComparison.Ordinal);

        FeatureFile.Write(folder["x.safetensors"], new FeatureSet(Values, ["a/1", "b/1", "c/1"]));
        Assert.Contains(
            "the file holds its names",
            Told(() => FeatureSource.Open(folder["x.safetensors"], folder["x.labels.txt"])),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<i4"), InlineData(">f4"), InlineData("|u1")]
    public void Numbers_of_other_types_are_refused(string type)
    {
        WriteNpy("x.npy", type, Values);
        File.WriteAllText(folder["x.labels.txt"], "a\nb\nc\n");

        Assert.Contains(
            "only a little-endian float16, float32 or float64 matrix",
            Told(() => FeatureSource.Open(folder["x.npy"])),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x.npy"), InlineData("x.safetensors")]
    public void Any_damage_is_refused_or_read_and_nothing_else(string name)
    {
        WriteNpy("x.npy", "<f4", Values);
        File.WriteAllText(folder["x.labels.txt"], "a\nb\nc\n");
        FeatureFile.Write(folder["x.safetensors"], new FeatureSet(Values, ["a/1", "b/1", "c/1"]));
        var good = File.ReadAllBytes(folder[name]);
        var (random, refused) = (new Random(1), 0);
        for (var trial = 0; trial < 600; trial++)
        {
            var bytes = good.ToArray();
            for (var flips = random.Next(1, 6); flips > 0; flips--)
            {
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            }

            File.WriteAllBytes(folder[name], trial % 3 == 0 ? bytes[..random.Next(bytes.Length)] : bytes);
            try
            {
                using var source = FeatureSource.Open(folder[name]);
                Assert.All(Rows(source), value => Assert.True(float.IsFinite(value)));
            }
            catch (Exception error) when (error is InvalidDataException or IOException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 200, 600);
    }

    private static float[] Rows(FeatureSource source)
    {
        var values = new float[source.Entries.Count * source.Size];
        for (var row = 0; row < source.Entries.Count; row++)
        {
            source.CopyRow(row, values.AsSpan(row * source.Size, source.Size));
        }

        return values;
    }

    private static string Told(Action action) => Assert.Throws<InvalidDataException>(action).Message;

    // As numpy.save writes it.
    private void WriteNpy(
        string name, string type, float[] values, int columns = 3, Action<double[]>? change = null)
    {
        double[] wide = [.. values.Select(value => (double)value)];
        change?.Invoke(wide);
        var bytes = type switch
        {
            "<f8" => MemoryMarshal.AsBytes<double>(wide).ToArray(),
            "<f2" => MemoryMarshal.AsBytes<Half>(Array.ConvertAll(values, value => (Half)value)).ToArray(),
            _ => MemoryMarshal.AsBytes<float>(values).ToArray(),
        };
        var rows = values.Length / columns;
        var header = $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({rows}, {columns}), }}";
        header = header.PadRight(117) + "\n";
        File.WriteAllBytes(
            folder[name],
            [0x93, .. "NUMPY"u8, 1, 0, 118, 0, .. Encoding.ASCII.GetBytes(header), .. bytes]);
    }
}
