using System.Runtime.CompilerServices;

namespace NormFace.Theory;

/// <summary>Argument checks shared by the theory. Every message reads: what must hold, then what was given.</summary>
internal static class Check
{
    public static void ClassCount(int classCount, [CallerArgumentExpression(nameof(classCount))] string? name = null)
    {
        if (classCount < 2)
        {
            throw new ArgumentOutOfRangeException(
                name, classCount, $"{name} must be at least 2, but was {classCount}.");
        }
    }

    public static void NonNegative(double value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (!(value >= 0 && double.IsFinite(value)))
        {
            throw new ArgumentOutOfRangeException(
                name, value, FormattableString.Invariant($"{name} must be finite and at least 0, but was {value}."));
        }
    }

    public static void Positive(double value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (!(value > 0 && double.IsFinite(value)))
        {
            throw new ArgumentOutOfRangeException(
                name, value, FormattableString.Invariant($"{name} must be finite and above 0, but was {value}."));
        }
    }

    public static void SameLength(int actual, int expected, string name, string reference)
    {
        if (actual != expected)
        {
            throw new ArgumentException(
                $"{name} must be as long as {reference} ({expected}), but has {actual} values.", name);
        }
    }

    public static void NotEmpty(int length, string name)
    {
        if (length == 0)
        {
            throw new ArgumentException($"{name} must hold at least one value, but is empty.", name);
        }
    }
}
