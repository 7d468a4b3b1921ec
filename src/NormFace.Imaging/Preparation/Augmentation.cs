using NormFace.Pictures;
using NormFace.Sampling;

namespace NormFace.Preparation;

/// <summary>Random changes of prepared pictures during training: mirror, shift, light, turn, detail. Nothing is on unless told.</summary>
/// <remarks>
/// What happens to a picture depends on seed, epoch and index alone, never on threads or on what was drawn before. Each part of the
/// change takes its draws in the order below whether it is on or not, so that turning one on leaves the others as they were.
/// </remarks>
public sealed record Augmentation
{
    private const long Purpose = 21; // keeps these draws apart from others of the same seed

    /// <summary>No change at all.</summary>
    public static Augmentation None { get; } = new();

    /// <summary>Whether half of the pictures are mirrored, left to right.</summary>
    public bool Mirror { get; init; }

    /// <summary>Most pixels to shift by, to each side and up and down, at least 0. Edges are repeated into the gap.</summary>
    public int CropJitter { get; init; }

    /// <summary>Change of the light; null for none.</summary>
    public PhotometricJitter? Photometric { get; init; }

    /// <summary>Largest angle to turn by, to either side, in degrees; in [0, 30].</summary>
    public double Turn { get; init; }

    /// <summary>Largest relative change of size, to either side, in [0, 0.5]; 0.1 gives 0.9 to 1.1 times.</summary>
    public double Zoom { get; init; }

    /// <summary>Share of the pictures that lose fine detail, each by a strength of its own; in [0, 1].</summary>
    public double SoftShare { get; init; }

    /// <summary>Throws unless every part is in its range.</summary>
    /// <returns>The augmentation itself.</returns>
    /// <exception cref="ArgumentException">A part is out of range; it is named.</exception>
    public Augmentation Checked()
    {
        const int largest = 1024;
        if (CropJitter is < 0 or > largest)
        {
            throw new ArgumentException(FormattableString.Invariant($"CropJitter must lie in [0, {largest}] pixels, but was {CropJitter}."));
        }

        if (Turn is not (>= 0 and <= 30) || Zoom is not (>= 0 and <= 0.5) || SoftShare is not (>= 0 and <= 1))
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"Turn must lie in [0, 30] degrees, Zoom in [0, 0.5] and SoftShare in [0, 1], but were {Turn}, {Zoom} and {SoftShare}."));
        }

        _ = Photometric?.Checked();
        return this;
    }

    /// <summary>Changes a prepared picture in place. Safe from several threads, on buffers of their own.</summary>
    /// <param name="contract">The contract the picture was prepared for.</param>
    /// <param name="pixels">The picture: <see cref="PixelContract.ByteCount"/> bytes, row by row, channels together.</param>
    /// <param name="scratch">Room for as many bytes, overwritten.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="epoch">Number of the epoch.</param>
    /// <param name="index">Number of the picture in the data set.</param>
    /// <exception cref="ArgumentException">A buffer has the wrong size, or a part of the augmentation is out of range.</exception>
    public void Apply(PixelContract contract, Span<byte> pixels, Span<byte> scratch, long seed, long epoch, long index)
    {
        ArgumentNullException.ThrowIfNull(contract);
        _ = Checked();
        if (pixels.Length != contract.ByteCount || scratch.Length < contract.ByteCount)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"pixels and scratch must hold {contract.ByteCount} bytes, but hold {pixels.Length} and {scratch.Length}."));
        }

        var draws = new SeededDraw(seed, epoch, index, Purpose);
        var isMirrored = draws.NextIndex(2) == 1;
        var (right, down) = (draws.NextIndex((2 * CropJitter) + 1) - CropJitter, draws.NextIndex((2 * CropJitter) + 1) - CropJitter);
        var (shift, stretch, grey) = ((2 * draws.NextUnit()) - 1, (2 * draws.NextUnit()) - 1, draws.NextUnit());
        var (turn, zoom, soft, softness) = ((2 * draws.NextUnit()) - 1, (2 * draws.NextUnit()) - 1, draws.NextUnit(), draws.NextUnit());

        if (Mirror && isMirrored)
        {
            PixelMoves.Mirror(contract, pixels);
        }

        if (right != 0 || down != 0)
        {
            PixelMoves.Shift(contract, pixels, scratch, right, down);
        }

        if (Turn > 0 || Zoom > 0)
        {
            PixelTurn.Apply(contract, pixels, scratch, turn * Turn, 1 + (zoom * Zoom));
        }

        if (soft < SoftShare)
        {
            PixelSoftening.Apply(contract, pixels, scratch, softness);
        }

        if (Photometric is { } jitter)
        {
            jitter.Relight(pixels, shift, stretch);
            if (grey < jitter.GreyShare)
            {
                PixelMoves.RemoveColour(contract.Channels, pixels);
            }
        }
    }
}
