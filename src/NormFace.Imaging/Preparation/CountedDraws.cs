namespace NormFace.Preparation;

/// <summary>Random numbers that are a function of three counters: no state is shared, so any worker draws the same for one picture.</summary>
/// <remarks>
/// The counters are folded into a key by the finaliser of SplitMix64 (Steele, Lea, Flood 2014, "Fast splittable pseudorandom number
/// generators"), each a one-to-one step; the draws are that generator's from the key on.
/// </remarks>
internal ref struct CountedDraws(long seed, long epoch, long index)
{
    private const ulong Golden = 0x9E3779B97F4A7C15; // 2^64 divided by the golden ratio

    private ulong state = Mix(Mix(Mix((ulong)seed + Golden) ^ (ulong)epoch) ^ (ulong)index);

    /// <summary>64 random bits.</summary>
    public ulong Bits() => Mix(state += Golden);

    /// <summary>A whole number in [0, count).</summary>
    public int Below(int count) => (int)Math.BigMul(Bits(), (ulong)count, out _);

    /// <summary>A number in [0, 1), a multiple of 2^-53.</summary>
    public double Share() => (Bits() >> 11) * (1.0 / (1UL << 53));

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
