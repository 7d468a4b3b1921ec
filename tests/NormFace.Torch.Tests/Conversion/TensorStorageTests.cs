using NormFace.TestKit;
using NormFace.Weights;
using Xunit;
using static TorchSharp.torch;

namespace NormFace.Conversion;

public class TensorStorageTests
{
    [Theory]
    [InlineData(StoredType.F64, 8)]
    [InlineData(StoredType.F32, 4)]
    [InlineData(StoredType.F16, 2)]
    [InlineData(StoredType.BF16, 2)]
    [InlineData(StoredType.I64, 8)]
    [InlineData(StoredType.I32, 4)]
    [InlineData(StoredType.I16, 2)]
    [InlineData(StoredType.I8, 1)]
    [InlineData(StoredType.U8, 1)]
    public void Every_bit_of_every_type_makes_the_round_trip(StoredType type, int size)
    {
        // Random bits hold NaNs with messages in them, infinities and denormal numbers.
        var bytes = new byte[6000 * size];
        new Random(1).NextBytes(bytes);
        var stored = new StoredTensor("a", type, [3, 20, 100], bytes);

        TensorLeak.None(() =>
        {
            using var tensor = TensorStorage.ToTensor(stored);
            var back = TensorStorage.ToStored("b", tensor);

            Assert.Equal([3L, 20, 100], tensor.shape);
            Assert.Equal($"b {type} [3, 20, 100]", back.ToString());
            Assert.True(back.Bytes.Span.SequenceEqual(bytes));
        });
    }

    [Fact]
    public void Numbers_mean_the_same_on_both_sides()
    {
        using var scope = NewDisposeScope();

        Assert.Equal(
            new byte[] { 0, 0, 0x80, 0x3F, 0, 0, 0x20, 0xC0 },
            TensorStorage.ToStored("a", tensor(new[] { 1f, -2.5f })).Bytes.ToArray());
        Assert.Equal(
            new byte[] { 0x80, 0x3F }, TensorStorage.ToStored("a", tensor(1f).to(ScalarType.BFloat16)).Bytes.ToArray());
        Assert.Equal(
            new byte[] { 0, 0x3C }, TensorStorage.ToStored("a", tensor(1f).to(ScalarType.Float16)).Bytes.ToArray());
        Assert.Equal(new byte[] { 1, 0 }, TensorStorage.ToStored("a", tensor(new[] { true, false })).Bytes.ToArray());
        Assert.True(
            TensorStorage.ToTensor(new StoredTensor("a", StoredType.BOOL, [2], new byte[] { 1, 0 }))
                .IsSameAs(tensor(new[] { true, false })));
        Assert.Equal(
            -2, TensorStorage.ToTensor(new StoredTensor("a", StoredType.I8, [], new byte[] { 0xFE })).item<sbyte>());
    }

    [Fact]
    public void Tensors_of_any_layout_are_stored_row_by_row()
    {
        using var scope = NewDisposeScope();
        var rows = arange(120, ScalarType.Float32).reshape(2, 3, 4, 5);
        var expected = TensorStorage.ToStored("a", rows).Bytes.ToArray();

        Assert.Equal(
            expected,
            TensorStorage.ToStored("a", rows.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2)).Bytes.ToArray());
        Assert.Equal(expected, TensorStorage.ToStored("a", rows.clone().requires_grad_() * 1).Bytes.ToArray());
        Assert.Equal(expected[240..], TensorStorage.ToStored("a", rows[1]).Bytes.ToArray());
        Assert.Equal(StoredNumbersOf([1, 1, 1]), TensorStorage.ToStored("a", ones(1).expand(3)).Bytes.ToArray());
    }

    [Fact]
    public void Empty_tensors_keep_their_shape()
    {
        using var tensor = TensorStorage.ToTensor(new StoredTensor("a", StoredType.F32, [0, 4], default));

        Assert.Equal([0L, 4], tensor.shape);
        Assert.Equal("b F32 [0, 4]", TensorStorage.ToStored("b", tensor).ToString());
    }

    [Fact]
    public void What_cannot_be_stored_is_refused_by_name()
    {
        using var complex = zeros(2, ScalarType.ComplexFloat32);

        Assert.Contains(
            "'z' must be",
            Assert.Throws<ArgumentException>(() => TensorStorage.ToStored("z", complex)).Message,
            StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() =>
            TensorStorage.ToTensor(new StoredTensor("a", StoredType.BOOL, [1], new byte[] { 2 })));
    }

    private static byte[] StoredNumbersOf(float[] values) => [.. values.SelectMany(BitConverter.GetBytes)];
}
