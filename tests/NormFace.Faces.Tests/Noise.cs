using System.Runtime.InteropServices;
using NormFace.Decoding;
using NormFace.Weights;

namespace NormFace;

/// <summary>Seeded pictures and weights.</summary>
internal static class Noise
{
    public static Picture Picture(int width, int height, int seed)
    {
        var rgb = new byte[3 * width * height];
        new Random(seed).NextBytes(rgb);
        return new Picture(width, height, rgb);
    }

    public static StoredTensor Tensor(string name, int seed, params long[] shape)
    {
        var random = new Random(seed);
        float[] numbers =
        [
            .. Enumerable.Range(0, (int)shape.Aggregate(1L, (product, length) => product * length))
                .Select(_ => (float)(random.NextDouble() - 0.5)),
        ];
        return new StoredTensor(name, StoredType.F32, shape, MemoryMarshal.AsBytes(numbers.AsSpan()).ToArray());
    }
}
