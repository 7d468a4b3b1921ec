using System.Numerics;
using System.Runtime.CompilerServices;
using NormFace.Storage;

namespace NormFace.Pickles;

/// <summary>
/// Compares keys of a pickle: text, numbers and booleans by value, all else by reference. Whoever writes the file
/// chooses the keys, so every hash of a value depends on the process's seed.
/// </summary>
/// <remarks>Values that compare by content are flat, so hashing cannot recurse.</remarks>
internal sealed class PickleKeys : IEqualityComparer<object>
{
    /// <summary>The only instance.</summary>
    public static readonly PickleKeys Comparer = new();

    private PickleKeys()
    {
    }

    /// <summary>How many bytes hashing a key walks through, beyond a few.</summary>
    public static long HashedByteCount(object? key) => key switch
    {
        string text => sizeof(char) * (long)text.Length,
        PickleGlobal name => sizeof(char) * ((long)name.Module.Length + name.Name.Length),
        BigInteger number => number.GetByteCount(),
        _ => 0,
    };

    bool IEqualityComparer<object>.Equals(object? one, object? other) => ReferenceEquals(one, other)
        || (one is string or long or double or bool or BigInteger or PickleGlobal && one.Equals(other));

    int IEqualityComparer<object>.GetHashCode(object value) => value switch
    {
        long number => Hash(number),
        double number => Hash(BitConverter.DoubleToInt64Bits(number + 0.0)), // the sum makes -0 equal 0
        BigInteger number => Convert.ToHexString(number.ToByteArray()).GetHashCode(StringComparison.Ordinal),
        string or bool or PickleGlobal => value.GetHashCode(),
        _ => RuntimeHelpers.GetHashCode(value),
    };

    private static int Hash(long number) => ForeignNumbers.Comparer.GetHashCode(number);
}
