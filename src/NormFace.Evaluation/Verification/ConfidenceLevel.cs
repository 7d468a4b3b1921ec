namespace NormFace.Verification;

/// <summary>Check of the level of an interval.</summary>
internal static class ConfidenceLevel
{
    /// <exception cref="ArgumentOutOfRangeException">The level is not in (0, 1).</exception>
    public static void Check(double level, string name = "level")
    {
        if (!(level > 0 && level < 1))
        {
            throw new ArgumentOutOfRangeException(
                name, level, FormattableString.Invariant($"Level must lie in (0, 1), but was {level}."));
        }
    }
}
