using NormFace.Weights;
using Xunit;

namespace NormFace.Embeddings;

public class FeatureFileTests
{
    private static readonly string[] Names = ["a/1.jpg", "a/2.jpg", "b/1.jpg"];

    private static readonly float[] Values = [1, 2, 3, 4, -5, 6.5f];

    [Fact]
    public void A_matrix_and_its_list_are_one_set()
    {
        using var folder = new TemporaryFolder();
        var set = FeatureFile.Read(Matrix(folder, Values), List(folder, "a/1.jpg\na/2.jpg\nb/1.jpg\n"));

        Assert.Equal((3, 2), (set.Count, set.Size));
        Assert.Equal([3f, 4f], set.Row(1).ToArray());
        Assert.True(set.TryFind("b/1.jpg", out var row) && row == 2);
        Assert.Equal([0, 0, 1], set.Labels);
    }

    [Fact]
    public void One_file_holds_rows_names_and_origin()
    {
        using var folder = new TemporaryFolder();
        FeatureFile.Write(
            folder["e.safetensors"], new FeatureSet(Values, Names), new Dictionary<string, string> { ["model"] = "m" });

        var set = FeatureFile.Read(folder["e.safetensors"]);

        Assert.Equal(Names, set.Names);
        Assert.Equal(Values, set.Values.ToArray());
        Assert.Equal("m", SafetensorsFile.ReadMetadata(folder["e.safetensors"])["model"]);
    }

    [Theory]
    [InlineData("a/1.jpg\na/2.jpg\n", "names.txt(2): expected 3 names, one for each row of")]
    [InlineData("a/1.jpg\n\nb/1.jpg\n", "names.txt(2): expected the path of a picture, found a blank line")]
    [InlineData(
        "a/1.jpg\na/2.jpg\na/1.jpg\n",
        "names.txt(3): expected every name once, found 'a/1.jpg' again, which line 1 holds")]
    [InlineData("", "names.txt: expected at least one row, found an empty file")]
    public void A_list_that_does_not_fit_is_refused_with_its_line(string names, string expected)
    {
        using var folder = new TemporaryFolder();

        var error = Assert.Throws<InvalidDataException>(() =>
            FeatureFile.Read(Matrix(folder, Values), List(folder, names)));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bad_rows_are_named_ten_at_most_with_their_number()
    {
        var values = Enumerable.Repeat(1f, 40).ToArray();
        for (var row = 3; row < 15; row++)
        {
            values[2 * row] = float.NaN;
        }

        (values[2], values[3]) = (0, 0);
        using var folder = new TemporaryFolder();
        var names = string.Concat(Enumerable.Range(0, 20).Select(row => $"a/{row}.jpg\n"));

        var error = Assert.Throws<InvalidDataException>(() =>
            FeatureFile.Read(Matrix(folder, values), List(folder, names)));

        Assert.Contains(
            "row 1 ('a/1.jpg') is all zero; row 3 ('a/3.jpg') holds NaN", error.Message, StringComparison.Ordinal);
        Assert.Contains("and 3 more", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_matrix_needs_its_list_and_the_one_file_needs_none()
    {
        using var folder = new TemporaryFolder();
        FeatureFile.Write(folder["e.safetensors"], new FeatureSet(Values, Names));

        Assert.Contains(
            "--names",
            Assert.Throws<InvalidDataException>(() => FeatureFile.Read(Matrix(folder, Values))).Message,
            StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => FeatureFile.Read(folder["e.safetensors"], List(folder, "a\n")));
    }

    [Fact]
    public void Another_safetensors_file_is_refused()
    {
        using var folder = new TemporaryFolder();
        SafetensorsFile.Write(folder["w.safetensors"], [new StoredTensor("weights", StoredType.F32, [1], new byte[4])]);

        var error = Assert.Throws<InvalidDataException>(() => FeatureFile.Read(folder["w.safetensors"]));

        Assert.Contains("expected tensors 'embeddings'", error.Message, StringComparison.Ordinal);
    }

    [Theory, InlineData("a/1\n.jpg"), InlineData("a/1\r.jpg"), InlineData(" a/1.jpg"), InlineData("a/1.jpg ")]
    public void A_name_that_would_be_read_otherwise_is_not_written(string name)
    {
        using var folder = new TemporaryFolder();

        var error = Assert.Throws<InvalidDataException>(
            () => FeatureFile.Write(folder["e.safetensors"], new FeatureSet([1, 2, 3, 4], ["b/2.jpg", name])));

        Assert.Contains("on one line each", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["e.safetensors"]));
    }

    private static string Matrix(TemporaryFolder folder, float[] values)
    {
        NpyFile.Write(folder["e.npy"], values, 2);
        return folder["e.npy"];
    }

    private static string List(TemporaryFolder folder, string text)
    {
        File.WriteAllText(folder["names.txt"], text);
        return folder["names.txt"];
    }
}
