namespace NormFace.Networks;

/// <summary>The number of channels of a layer in a network that is made wider or narrower.</summary>
internal static class ScaledChannels
{
    /// <summary>Scales a number of channels.</summary>
    /// <param name="channels">Channels of the network as published.</param>
    /// <param name="factor">Width, relative to that.</param>
    /// <param name="multiple">What the result is a multiple of, and at least.</param>
    /// <returns>The nearest such number; half-way, the one whose quotient is even.</returns>
    public static int Of(int channels, double factor, int multiple) =>
        Math.Max(multiple, (int)Math.Round(channels * factor / multiple) * multiple);
}
