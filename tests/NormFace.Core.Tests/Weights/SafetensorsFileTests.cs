using System.Buffers.Binary;
using System.Text;
using Xunit;

namespace NormFace.Weights;

public sealed class SafetensorsFileTests : IDisposable
{
    private readonly WeightFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_has_the_bytes_of_the_format_description()
    {
        // Wide types first, then by name; the header is filled with spaces to a multiple of eight.
        SafetensorsFile.Write(
            folder["a"],
            [
                new StoredTensor("b", StoredType.U8, [3], new byte[] { 1, 2, 3 }),
                new StoredTensor("a", StoredType.F32, [2, 1], new byte[] { 0, 0, 0x80, 0x3F, 0, 0, 0, 0x40 }),
            ],
            new Dictionary<string, string> { ["who"] = "me" });

        const string json = """{"__metadata__":{"who":"me"},"a":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]},"b":{"dtype":"U8","shape":[3],"data_offsets":[8,11]}}""";
        var padded = json.PadRight((json.Length + 7) / 8 * 8);
        byte[] expected =
        [
            (byte)padded.Length,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            .. Encoding.ASCII.GetBytes(padded),
            0,
            0,
            0x80,
            0x3F,
            0,
            0,
            0,
            0x40,
            1,
            2,
            3,
        ];
        Assert.Equal(expected, File.ReadAllBytes(folder["a"]));
    }

    [Fact]
    public void A_file_of_another_writer_is_read()
    {
        // Spaces within, escapes, tensors out of order, no padding: all allowed.
        var path = folder.Safetensors(
            """{ "z\u00e9": {"shape": [2], "data_offsets": [2, 6], "dtype": "I16"}, "e":{"dtype":"F64","shape":[0,4],"data_offsets":[2,2]},"x":{"dtype":"BOOL","shape":[2],"data_offsets":[0,2]}}   """,
            1, 0, 5, 0, 255, 255);

        var file = SafetensorsFile.Read(path);

        Assert.Equal(["x BOOL [2]", "e F64 [0, 4]", "zé I16 [2]"], file.Tensors.Select(tensor => tensor.ToString()));
        Assert.Equal(new byte[] { 5, 0, 255, 255 }, file.Tensors[2].Bytes.ToArray());
        Assert.Empty(file.Metadata);
    }

    [Fact]
    public void Every_type_and_shape_makes_the_round_trip()
    {
        var random = new Random(5);
        StoredTensor[] tensors =
        [
            .. Enum.GetValues<StoredType>().SelectMany(type => new long[][] { [], [0], [7], [2, 0, 3], [2, 3, 1, 2] }
                .Select((shape, index) =>
                    new StoredTensor($"{type}/{index}", type, shape, Draw(random, shape, type.ByteSize())))),
        ];
        var texts = new Dictionary<string, string>
        {
            ["empty"] = "",
            ["text"] = "\"quoted\" \\ \n ünï 人 𝄞",
            [""] = "no name",
        };

        SafetensorsFile.Write(folder["a"], tensors, texts);
        var file = SafetensorsFile.Read(folder["a"]);

        Assert.Equal(texts, file.Metadata);
        Assert.Equal(texts, SafetensorsFile.ReadMetadata(folder["a"]));
        Assert.Equal(
            tensors.OrderBy(tensor => tensor.Name, StringComparer.Ordinal).Select(Describe),
            file.Tensors.OrderBy(tensor => tensor.Name, StringComparer.Ordinal).Select(Describe));
    }

    [Fact]
    public void Equal_content_gives_equal_bytes_in_any_order()
    {
        StoredTensor[] tensors = [.. Enumerable.Range(0, 9).Select(
            index => new StoredTensor($"t{index}", (StoredType)index, [1], new byte[((StoredType)index).ByteSize()]))];
        var texts = new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" };

        SafetensorsFile.Write(folder["a"], tensors, texts);
        SafetensorsFile.Write(folder["b"], tensors.Reverse(), texts.Reverse().ToDictionary());

        Assert.Equal(File.ReadAllBytes(folder["a"]), File.ReadAllBytes(folder["b"]));
    }

    [Fact]
    public void Every_tensor_is_aligned_to_its_type()
    {
        SafetensorsFile.Write(
            folder["a"],
            [
                Zeros("a", StoredType.U8, 3),
                Zeros("b", StoredType.F16, 1),
                Zeros("c", StoredType.F64, 1),
                Zeros("d", StoredType.F32, 1)]);

        Assert.Equal(["c", "d", "b", "a"], SafetensorsFile.Read(folder["a"]).Tensors.Select(tensor => tensor.Name));
        Assert.Equal(0, BinaryPrimitives.ReadInt64LittleEndian(File.ReadAllBytes(folder["a"])) % 8);
    }

    [Fact]
    public void A_failed_write_leaves_the_older_file_and_nothing_else()
    {
        SafetensorsFile.Write(folder["a"], [Zeros("old", StoredType.U8, 1)]);
        var error = Assert.Throws<ArgumentException>(() =>
            SafetensorsFile.Write(folder["a"], [Zeros("x", StoredType.U8, 1), Zeros("x", StoredType.F32, 1)]));

        Assert.Contains("'x' again", error.Message, StringComparison.Ordinal);
        Assert.Equal("old", Assert.Single(SafetensorsFile.Read(folder["a"]).Tensors).Name);
        Assert.Equal(["a"], folder.Files);
    }

    [Fact]
    public void The_key_of_the_texts_is_no_name_for_a_tensor() =>
        Assert.Throws<ArgumentException>(() =>
            SafetensorsFile.Write(folder["a"], [Zeros("__metadata__", StoredType.U8, 1)]));

    private static StoredTensor Zeros(string name, StoredType type, int count) =>
        new(name, type, [count], new byte[count * type.ByteSize()]);

    private static byte[] Draw(Random random, long[] shape, int size)
    {
        var bytes = new byte[shape.Aggregate((long)size, (product, length) => product * length)];
        random.NextBytes(bytes);
        return bytes;
    }

    private static string Describe(StoredTensor tensor) => $"{tensor}: {Convert.ToHexString(tensor.Bytes.Span)}";
}
