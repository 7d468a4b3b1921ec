using Xunit;

namespace NormFace.Weights;

public class StoredTensorTests
{
    [Theory]
    [InlineData(new long[] { 2, 3 }, 24)]
    [InlineData(new long[] { }, 4)]
    [InlineData(new long[] { 5, 0 }, 0)]
    public void Bytes_fill_the_shape(long[] shape, int byteCount)
    {
        var tensor = new StoredTensor("a", StoredType.F32, shape, new byte[byteCount]);

        Assert.Equal(byteCount / 4, tensor.Count);
        Assert.Equal(shape, tensor.Shape);
    }

    [Theory]
    [InlineData(new long[] { 2, 3 }, 23, "bytes of 'a' must be 24 for F32 of shape [2, 3], but were 23.")]
    [InlineData(new long[] { -2, -3 }, 24, "but was [-2, -3].")]
    [InlineData(new long[] { 0, long.MaxValue, 2 }, 0, "but was [0, 9223372036854775807, 2].")]
    public void What_does_not_fit_is_quoted(long[] shape, int byteCount, string expected)
    {
        var error = Assert.Throws<ArgumentException>(() =>
            new StoredTensor("a", StoredType.F32, shape, new byte[byteCount]));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shape_cannot_be_changed_from_outside()
    {
        long[] shape = [2];
        var tensor = new StoredTensor("a", StoredType.U8, shape, new byte[2]);
        shape[0] = 3;

        Assert.Equal([2], tensor.Shape);
    }

    [Fact]
    public void Another_name_or_shape_shares_the_bytes()
    {
        var tensor = new StoredTensor("a", StoredType.U8, [2, 2], new byte[] { 1, 2, 3, 4 });

        Assert.Equal("b U8 [4]", tensor.Named("b").Reshaped([4]).ToString());
        Assert.True(tensor.Bytes.Span == tensor.Named("b").Reshaped([4]).Bytes.Span);
        Assert.Throws<ArgumentException>(() => tensor.Reshaped([3]));
    }
}
