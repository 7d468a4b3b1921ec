using SkiaSharp;

namespace NormFace.Synthesis;

/// <summary>Arithmetic on colours.</summary>
internal static class Tint
{
    /// <summary>A colour between two: the first at 0, the second at 1.</summary>
    public static SKColor Between(SKColor first, SKColor second, float share) => new(
        Channel(first.Red + (share * (second.Red - first.Red))),
        Channel(first.Green + (share * (second.Green - first.Green))),
        Channel(first.Blue + (share * (second.Blue - first.Blue))));

    /// <summary>A colour on a road through several, from 0 to 1.</summary>
    public static SKColor Along(ReadOnlySpan<SKColor> road, float share)
    {
        var position = Math.Clamp(share, 0, 1) * (road.Length - 1);
        var from = Math.Min((int)position, road.Length - 2);
        return Between(road[from], road[from + 1], position - from);
    }

    /// <summary>A colour made darker (below 1) or lighter (above 1).</summary>
    public static SKColor Scaled(SKColor color, float factor) =>
        new(Channel(color.Red * factor), Channel(color.Green * factor), Channel(color.Blue * factor));

    /// <summary>A colour with each channel moved a little.</summary>
    public static SKColor Varied(SKColor color, Draws draws, double deviation) => new(
        Channel(color.Red + draws.Normal(deviation)),
        Channel(color.Green + draws.Normal(deviation)),
        Channel(color.Blue + draws.Normal(deviation)));

    private static byte Channel(float value) => (byte)Math.Clamp(value, 0, 255);
}
