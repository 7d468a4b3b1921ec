using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using NormFace.Pictures;
using NormFace.Sampling;

namespace NormFace.Preparation;

/// <summary>
/// Random changes of prepared pictures during training: mirror, shift, turn, detail, light, faults of a camera. Only
/// the mirror is on by default.
/// </summary>
/// <remarks>
/// What happens to a picture depends on seed, epoch and index alone, never on threads or on what was drawn before.
/// Each part of the change takes its draws in the order below whether it is on or not, so that turning one on leaves
/// the others as they were.
/// </remarks>
public sealed record Augmentation
{
    private const long Purpose = 21; // keeps these draws apart from others of the same seed

    /// <summary>No change at all.</summary>
    public static Augmentation None { get; } = new() { Mirror = false };

    /// <summary>Whether half of the pictures are mirrored, left to right.</summary>
    public bool Mirror { get; init; } = true;

    /// <summary>Largest shift in pixels, horizontally and vertically. Edges are repeated into the gap.</summary>
    [JsonPropertyName("jitter"), Range(0, 1024)]
    public int CropJitter { get; init; }

    /// <summary>Largest rotation to either side, in degrees.</summary>
    [Range(0.0, 30.0)]
    public double Turn { get; init; }

    /// <summary>Largest relative change of size; 0.1 gives 0.9 to 1.1 times.</summary>
    [Range(0.0, 0.5)]
    public double Zoom { get; init; }

    /// <summary>Share of the pictures that are blurred, each with a random strength.</summary>
    [JsonPropertyName("soft"), Range(0.0, 1.0)]
    public double SoftShare { get; init; }

    /// <summary>Whether brightness and contrast are varied.</summary>
    [JsonPropertyName("photometric")]
    public bool ChangesLight { get; init; }

    /// <summary>Largest shift of the brightness as a share of the range of bytes; 0.2 shifts by up to 51.</summary>
    [Range(0.0, 1.0)]
    public double Brightness { get; init; } = 0.2;

    /// <summary>Largest relative change of the distance from middle grey; 0.2 gives 0.8 to 1.2 times.</summary>
    [Range(0.0, 1.0)]
    public double Contrast { get; init; } = 0.2;

    /// <summary>Share of the pictures that are converted to greyscale.</summary>
    [JsonPropertyName("grey"), Range(0.0, 1.0)]
    public double GreyShare { get; init; }

    /// <summary>Share of the pictures that are spoilt as by a poor camera: coarse, blurred, noisy, dark or tinted, with
    /// a random strength.</summary>
    [JsonPropertyName("spoilt"), Range(0.0, 1.0)]
    public double SpoiltShare { get; init; }

    /// <summary>Changes a prepared picture in place. Thread-safe, with one buffer per thread.</summary>
    /// <param name="contract">The contract the picture was prepared for.</param>
    /// <param name="pixels">
    /// The picture: <see cref="PixelContract.ByteCount"/> bytes, row by row, channels together.
    /// </param>
    /// <param name="scratch">Room for as many bytes, overwritten.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="epoch">Number of the epoch.</param>
    /// <param name="index">Number of the picture in the data set.</param>
    /// <exception cref="ArgumentException">
    /// A buffer has the wrong size, or a part of the augmentation is out of range.
    /// </exception>
    public void Apply(PixelContract contract, Span<byte> pixels, Span<byte> scratch, long seed, long epoch, long index)
    {
        ArgumentNullException.ThrowIfNull(contract);
        if (pixels.Length != contract.ByteCount || scratch.Length < contract.ByteCount)
        {
            throw new ArgumentException(
                $"pixels and scratch must hold {contract.ByteCount} bytes, "
                + $"but hold {pixels.Length} and {scratch.Length}.");
        }

        var draws = new SeededDraw(seed, epoch, index, Purpose);
        var isMirrored = draws.NextIndex(2) == 1;
        var right = draws.NextIndex((2 * CropJitter) + 1) - CropJitter;
        var down = draws.NextIndex((2 * CropJitter) + 1) - CropJitter;
        var (shift, stretch, grey) = ((2 * draws.NextUnit()) - 1, (2 * draws.NextUnit()) - 1, draws.NextUnit());
        var (turn, zoom) = ((2 * draws.NextUnit()) - 1, (2 * draws.NextUnit()) - 1);
        var (soft, softness) = (draws.NextUnit(), draws.NextUnit());

        var spoilt = draws.NextUnit();

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

        if (ChangesLight)
        {
            PixelLight.Apply(pixels, shift * Brightness, stretch * Contrast);
        }

        if (grey < GreyShare)
        {
            PixelMoves.RemoveColour(contract.Channels, pixels);
        }

        if (spoilt < SpoiltShare)
        {
            CameraFaults.Apply(contract, pixels, scratch, ref draws);
        }
    }
}
