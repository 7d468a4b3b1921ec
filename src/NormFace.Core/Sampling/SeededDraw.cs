namespace NormFace.Sampling;

/// <summary>
/// A stream of random numbers that is a pure function of its keys: no state outlives it, so nothing has to be saved.
/// </summary>
/// <remarks>
/// The keys are mixed into the start of a SplitMix64 sequence (Steele, Lea, Flood, "Fast splittable pseudorandom number
/// generators", OOPSLA 2014). The numbers are the same on every machine and in every version of this library.
/// </remarks>
public struct SeededDraw
{
    private const ulong Increment = 0x9E3779B97F4A7C15;

    private ulong state;

    /// <summary>Starts a stream.</summary>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="first">First key, such as the epoch.</param>
    /// <param name="second">Second key, such as the index of a picture.</param>
    /// <param name="third">Third key, such as what the stream is for.</param>
    public SeededDraw(long seed, long first = 0, long second = 0, long third = 0)
    {
        state = Mix((ulong)seed + Increment);
        state = Mix((state + Increment) ^ (ulong)first);
        state = Mix((state + Increment) ^ (ulong)second);
        state = Mix((state + Increment) ^ (ulong)third);
    }

    /// <summary>The next 64 random bits.</summary>
    public ulong NextBits() => Mix(state += Increment);

    /// <summary>The next number in [0, 1), a multiple of 2⁻⁵³.</summary>
    public double NextUnit() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>The next whole number in [0, <paramref name="count"/>), each equally likely.</summary>
    /// <param name="count">How many, at least 1.</param>
    public int NextIndex(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var bound = (ulong)count;
        var limit = ulong.MaxValue - (ulong.MaxValue % bound); // above it the remainders would be uneven
        ulong bits;
        do
        {
            bits = NextBits();
        }
        while (bits >= limit);

        return (int)(bits % bound);
    }

    /// <summary>Fills bytes, each value equally likely.</summary>
    /// <param name="bytes">The bytes.</param>
    public void Fill(Span<byte> bytes)
    {
        for (var index = 0; index < bytes.Length; index++)
        {
            bytes[index] = (byte)(NextBits() >> 56);
        }
    }

    /// <summary>Brings items into random order, each order equally likely.</summary>
    /// <param name="items">The items.</param>
    /// <typeparam name="T">Their type.</typeparam>
    public void Shuffle<T>(Span<T> items)
    {
        for (var last = items.Length - 1; last > 0; last--)
        {
            var chosen = NextIndex(last + 1);
            (items[last], items[chosen]) = (items[chosen], items[last]);
        }
    }

    private static ulong Mix(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }
}
