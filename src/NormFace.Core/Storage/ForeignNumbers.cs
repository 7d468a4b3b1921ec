using System.Runtime.InteropServices;

namespace NormFace.Storage;

/// <summary>
/// Compares whole numbers that a file chooses as keys. They are hashed by the keyed function that guards text (Marvin,
/// with the process's seed).
/// </summary>
/// <remarks>
/// The hash code of a number is the number, and what <see cref="HashCode"/> makes of numbers can be steered without its
/// seed: in both cases a file can choose keys that all fall into one bucket of a hash table.
/// </remarks>
internal sealed class ForeignNumbers : IEqualityComparer<long>
{
    /// <summary>The only instance.</summary>
    public static readonly ForeignNumbers Comparer = new();

    private ForeignNumbers()
    {
    }

    /// <inheritdoc />
    public bool Equals(long one, long other) => one == other;

    /// <inheritdoc />
    public int GetHashCode(long value) =>
        string.GetHashCode(MemoryMarshal.Cast<long, char>(MemoryMarshal.CreateReadOnlySpan(ref value, 1)));
}
