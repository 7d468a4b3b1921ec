using System.Text;
using Xunit;

namespace NormFace.Weights;

public sealed class ForeignWeightsTests : IDisposable
{
    private readonly WeightFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_form_is_told_by_the_content()
    {
        SafetensorsFile.Write(folder["a"], [new StoredTensor("w", StoredType.U8, [1], new byte[1])]);
        byte[] caffe = [0xA2, 6, 13, 0x0A, 1, (byte)'c', 0x3A, 8, 0x3A, 0, 0x2A, 4, 0, 0, 0x80, 0x3F];

        Assert.Equal(WeightForm.Safetensors, ForeignWeights.Read(folder["a"]).Form);
        Assert.Equal(WeightForm.Torch, ForeignWeights.Read(TorchCheckpointTests.Fixture("zip.pt")).Form);
        Assert.Equal(
            WeightForm.Torch, ForeignWeights.Read(TorchCheckpointTests.Fixture("stream.pt"), "state_dict").Form);
        Assert.Equal("c.weight", Assert.Single(ForeignWeights.Read(folder.Write("c", caffe)).Tensors).Name);
    }

    [Theory]
    [InlineData(0x80), InlineData(0x50), InlineData(0x0A), InlineData(0x12), InlineData(0xA2), InlineData(0x08)]
    public void A_safetensors_file_is_one_whatever_byte_its_length_begins_with(int length)
    {
        // "PK" with 3 behind it would be a length of 215 KB: spaces fill any header.
        var path = folder.Safetensors("{}".PadRight(length == 0x50 ? 0x034B50 : length));

        Assert.Equal((byte)length, File.ReadAllBytes(path)[0]);
        Assert.Equal(WeightForm.Safetensors, ForeignWeights.Read(path).Form);
    }

    [Theory]
    [InlineData("", "none of these")]
    [InlineData("hello", "none of these")]
    [InlineData("\u0008\u0007", "ONNX")]
    [InlineData("\u0089HDF\r\n", "HDF5")]
    public void Another_form_is_told_with_what_to_do(string text, string expected)
    {
        var error = Assert.Throws<InvalidDataException>(() =>
            ForeignWeights.Read(folder.Write("x", Encoding.Latin1.GetBytes(text))));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_oldest_archives_of_PyTorch_are_told()
    {
        var bytes = new byte[512];
        "ustar"u8.CopyTo(bytes.AsSpan(257));

        Assert.Contains(
            "tar archive",
            Assert.Throws<InvalidDataException>(() => ForeignWeights.Read(folder.Write("x", bytes))).Message,
            StringComparison.Ordinal);
    }
}
