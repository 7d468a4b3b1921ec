namespace NormFace.Recognition;

/// <summary>Projects a feature to the unit sphere. Source: Wang et al., "NormFace", arXiv:1704.06369, equation 3.</summary>
internal static class UnitVector
{
    /// <summary>The feature over its length, computed in float64.</summary>
    /// <exception cref="InvalidDataException">It has no direction: the network gave zeros, NaN or infinity.</exception>
    public static float[] Of(ReadOnlySpan<float> feature)
    {
        var square = 0.0;
        foreach (var value in feature)
        {
            square += (double)value * value;
        }

        var length = Math.Sqrt(square);
        if (!(length > 0 && double.IsFinite(length)))
        {
            throw new InvalidDataException($"The network gave a feature of length {length}, which has no direction. Is the model damaged?");
        }

        var unit = new float[feature.Length];
        for (var index = 0; index < unit.Length; index++)
        {
            unit[index] = (float)(feature[index] / length);
        }

        return unit;
    }
}
