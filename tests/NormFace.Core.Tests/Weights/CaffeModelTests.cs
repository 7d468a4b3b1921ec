using System.Buffers.Binary;
using Xunit;

namespace NormFace.Weights;

/// <summary>Judged by messages written byte by byte after Caffe's <c>caffe.proto</c>.</summary>
public sealed class CaffeModelTests : IDisposable
{
    private readonly WeightFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Both_generations_of_layers_both_shapes_and_every_storage_of_numbers_are_read()
    {
        byte[] second =
        [
            .. Field(1, "conv1"u8), .. Field(2, "Convolution"u8),
            .. Field(7, [.. Field(7, Field(1, [2, 1, 1, 1])), .. Field(5, Floats(1, 2))]), // packed shape, packed floats
            .. Field(7, [.. Field(7, [0x08, 2]), .. Single(5, 3), .. Single(5, 4)]), // single shape, single floats
        ];
        byte[] first =
        [
            .. Field(4, "fc1"u8), 0x28, 14, // a type, which is skipped
            .. Field(6, [0x08, 1, 0x10, 1, 0x18, 2, 0x20, 3, .. Field(5, Floats(1, 2, 3)), .. Field(5, Floats(4, 5, 6))]), // old shape, two pieces
            .. Field(6, [.. Field(7, []), .. Field(8, [0, 0, 0, 0, 0, 0, 0xE0, 0x3F])]), // a single double: 0.5
        ];
        byte[] silent = [.. Field(1, "relu1"u8), .. Field(2, "ReLU"u8)];

        byte[] model = [.. Field(1, "net"u8), .. Field(100, second), .. Field(100, silent), .. Field(2, first)];
        var tensors = CaffeModel.Read(folder.Write("a", model));

        Assert.Equal(
            [
                "conv1.weight F32 [2, 1, 1, 1]: 1 2",
                "conv1.bias F32 [2]: 3 4",
                "fc1.weight F32 [1, 1, 2, 3]: 1 2 3 4 5 6",
                "fc1.bias F64 []: 0.5"],
            tensors.Select(tensor => $"{tensor}: {string.Join(' ', StoredNumbers.Of(tensor))}"));
    }

    [Fact]
    public void Third_blobs_are_named_by_their_number()
    {
        byte[] blob = [.. Field(7, [0x08, 1]), .. Field(5, Floats(1))];
        byte[] layer = [.. Field(1, "bn"u8), .. Field(7, blob), .. Field(7, blob), .. Field(7, blob)];
        var tensors = CaffeModel.Read(folder.Write("a", Field(100, layer)));

        Assert.Equal(["bn.weight", "bn.bias", "bn.blob2"], tensors.Select(tensor => tensor.Name));
    }

    [Theory]
    [InlineData(new byte[] { }, "no layer that has any")]
    [InlineData(new byte[] { 0x08, 1 }, "no layer that has any")] // field 1 as a number
    [InlineData(new byte[] { 0x0A, 5, 1 }, "input ended unexpectedly")]
    [InlineData(new byte[] { 0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F }, "negative size")]
    [InlineData(new byte[] { 0x12, 0xFF, 0xFF, 0xFF, 0x7F, 1 }, "input ended unexpectedly")] // 256 MB announced
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF }, "malformed varint")]
    [InlineData(new byte[] { 0x80 }, "input ended unexpectedly")]
    [InlineData(new byte[] { 0x0B }, "input ended unexpectedly")]
    [InlineData(new byte[] { 0x00, 0x00 }, "invalid tag")]
    [InlineData(new byte[] { 0x12, 10, 0x32, 8, 0x08, 5, 0x10, 1, 0x18, 1, 0x20, 1 }, "numbers of shape [5, 1, 1, 1]")]
    [InlineData(new byte[] { 0x12, 6, 0x32, 4, 0x3A, 2, 0x08, 5 }, "numbers of shape [5]")]
    [InlineData(new byte[] { 0x12, 5, 0x32, 3, 0x2A, 1, 9 }, "input ended unexpectedly")]
    public void What_is_wrong_is_named_with_the_file(byte[] bytes, string expected)
    {
        var path = folder.Write("a", bytes);
        var error = Assert.Throws<InvalidDataException>(() => CaffeModel.Read(path));

        Assert.StartsWith(path + "(", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_layer_that_comes_twice_is_refused()
    {
        var layer = Field(100, [.. Field(1, "a"u8), .. Field(7, [.. Field(7, [0x08, 1]), .. Field(5, Floats(1))])]);

        var error = Assert.Throws<InvalidDataException>(() => CaffeModel.Read(folder.Write("a", [.. layer, .. layer])));
        Assert.Contains("'a' twice", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Flipped_bits_and_cut_files_give_an_error_or_another_whole_file()
    {
        var blob = Field(7, [.. Field(7, Field(1, [2, 3])), .. Field(5, Floats(1, 2, 3, 4, 5, 6))]);
        byte[] model =
        [
            .. Field(1, "net"u8),
            .. Field(100, [.. Field(1, "one"u8), .. blob, .. blob]),
            .. Field(100, [.. Field(1, "two"u8), .. blob]),
        ];

        Hostile.Vary(model, bytes => CaffeModel.Read(folder.Write("bad", bytes)));
    }

    private static byte[] Field(int number, ReadOnlySpan<byte> content) =>
        [.. Varint((uint)((number << 3) | 2)), .. Varint((uint)content.Length), .. content];

    private static byte[] Single(int number, float value) => [(byte)((number << 3) | 5), .. Floats(value)];

    private static byte[] Floats(params float[] values)
    {
        var bytes = new byte[4 * values.Length];
        for (var index = 0; index < values.Length; index++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(4 * index), values[index]);
        }

        return bytes;
    }

    private static byte[] Varint(uint value) =>
        value < 0x80 ? [(byte)value] : [(byte)(value | 0x80), .. Varint(value >> 7)];
}
