using System.Globalization;

namespace NormFace.Pictures;

/// <summary>What is subtracted from the bytes of each channel, in the order in which the network reads them.</summary>
/// <remarks>A number stands for the same value in every channel. Grey pictures have the first alone.</remarks>
/// <param name="First">Subtracted from the first channel, in [0, 255].</param>
/// <param name="Second">Subtracted from the second channel, in [0, 255].</param>
/// <param name="Third">Subtracted from the third channel, in [0, 255].</param>
public readonly record struct ChannelMeans(double First, double Second, double Third)
{
    /// <summary>Whether all channels have the same mean.</summary>
    public bool IsUniform => First == Second && Second == Third;

    /// <summary>The mean of a channel.</summary>
    /// <param name="channel">Its number, in [0, 2].</param>
    public double this[int channel] => channel switch
    {
        0 => First,
        1 => Second,
        2 => Third,
        _ => throw new ArgumentOutOfRangeException(
            nameof(channel), channel, $"channel must lie in [0, 2], but was {channel}."),
    };

    /// <summary>The same mean for every channel.</summary>
    /// <param name="mean">The mean, in [0, 255].</param>
    public static implicit operator ChannelMeans(double mean) => FromDouble(mean);

    /// <summary>The same mean for every channel.</summary>
    /// <param name="mean">The mean, in [0, 255].</param>
    /// <returns>The means.</returns>
    public static ChannelMeans FromDouble(double mean) => new(mean, mean, mean);

    /// <summary>For people and errors: <c>127.5</c>, or <c>[103.939, 116.779, 123.68]</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => IsUniform
        ? First.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"[{First}, {Second}, {Third}]");
}
