using System.Text;
using Xunit;

namespace NormFace.Embeddings;

public sealed class NpyFileTests : IDisposable
{
    private readonly string path = Path.Combine(Path.GetTempPath(), $"normface-{Guid.NewGuid():N}.npy");

    [Fact]
    public void A_file_has_the_bytes_that_NumPy_writes()
    {
        NpyFile.Write(path, new float[] { 1, 2, 3, 4, 5, 6 }, columns: 3);

        var bytes = File.ReadAllBytes(path);
        Assert.Equal(128 + 24, bytes.Length);
        Assert.Equal("NUMPY", Encoding.ASCII.GetString(bytes, 1, 5));
        Assert.Equal([1, 0, 118, 0], bytes[6..10]); // version 1.0, header of 118 bytes up to a multiple of 64
        Assert.StartsWith(
            "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }",
            Encoding.ASCII.GetString(bytes, 10, 118),
            StringComparison.Ordinal);
        Assert.Equal((byte)'\n', bytes[127]);
        Assert.Equal(6f, BitConverter.ToSingle(bytes, 148));
    }

    [Fact]
    public void What_was_written_is_read()
    {
        float[] values = [.. Enumerable.Range(0, 35).Select(index => MathF.Sin(index))];

        NpyFile.Write(path, values, columns: 7);

        Assert.Equal((values, 7), NpyFile.Read(path), Same);
    }

    [Fact]
    public void A_matrix_of_no_rows_is_one()
    {
        NpyFile.Write(path, Array.Empty<float>(), columns: 4);

        var (values, columns) = NpyFile.Read(path);
        Assert.Empty(values);
        Assert.Equal(4, columns);
    }

    [Fact]
    public void Every_truncated_file_is_refused_by_name()
    {
        NpyFile.Write(path, new float[] { 1, 2, 3, 4 }, columns: 2);
        var whole = File.ReadAllBytes(path);

        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(path, whole[..length]);
            Assert.Contains(
                path, Assert.Throws<InvalidDataException>(() => NpyFile.Read(path)).Message, StringComparison.Ordinal);
        }
    }

    [Theory, InlineData("'<f8'"), InlineData("'>f4'"), InlineData("'|O'")]
    public void Another_type_is_refused(string type)
    {
        NpyFile.Write(path, new float[] { 1, 2 }, columns: 2);
        var text = Encoding.Latin1.GetString(File.ReadAllBytes(path)).Replace(
            "'<f4'", type.PadRight(5), StringComparison.Ordinal);
        File.WriteAllBytes(path, Encoding.Latin1.GetBytes(text));

        Assert.Throws<InvalidDataException>(() => NpyFile.Read(path));
    }

    public void Dispose() => File.Delete(path);

    private static bool Same((float[] Values, int Columns) left, (float[] Values, int Columns) right) =>
        left.Columns == right.Columns && left.Values.SequenceEqual(right.Values);
}
