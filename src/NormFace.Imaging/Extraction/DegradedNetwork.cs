using NormFace.Pictures;
using NormFace.Preparation;

namespace NormFace.Extraction;

/// <summary>A network that sees every picture spoilt in one way: what it would say of another camera.</summary>
/// <param name="network">The network; the caller keeps it.</param>
/// <param name="kind">How pictures are spoilt, in the pixels that the network takes.</param>
public sealed class DegradedNetwork(IEmbeddingNetwork network, Degradation kind) : IEmbeddingNetwork
{
    private readonly IEmbeddingNetwork network = network ?? throw new ArgumentNullException(nameof(network));

    /// <inheritdoc/>
    public PixelContract Contract => network.Contract;

    /// <inheritdoc/>
    public int FeatureSize => network.FeatureSize;

    /// <inheritdoc/>
    public float[] Features(ReadOnlySpan<byte> pixels)
    {
        var (count, length) = (Contract.CountOf(pixels), Contract.ByteCount);
        var spoilt = pixels.ToArray();
        for (var picture = 0; picture < count; picture++)
        {
            DegradedPixels.Apply(Contract, spoilt.AsSpan(picture * length, length), kind);
        }

        return network.Features(spoilt);
    }
}
