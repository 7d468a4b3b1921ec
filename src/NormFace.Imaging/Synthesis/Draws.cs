namespace NormFace.Synthesis;

/// <summary>A stream of random numbers named by whole numbers, so that any picture can be drawn without those before it.</summary>
/// <remarks>Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014 (SplitMix64).</remarks>
internal sealed class Draws
{
    private const ulong Step = 0x9E3779B97F4A7C15;
    private ulong state;

    public Draws(params ReadOnlySpan<int> name)
    {
        foreach (var part in name)
        {
            state = Mix(state + Step + (uint)part);
        }
    }

    /// <summary>A number in [0, 1).</summary>
    public double Uniform() => (Mix(state += Step) >> 11) * (1.0 / (1UL << 53));

    /// <summary>A number between two bounds.</summary>
    public float Between(double low, double high) => (float)(low + ((high - low) * Uniform()));

    /// <summary>A normal number about zero; its tails end at three deviations, since a drawing has limits.</summary>
    public float Normal(double deviation)
    {
        var radius = Math.Sqrt(-2 * Math.Log(1 - Uniform()));
        return (float)(deviation * Math.Clamp(radius * Math.Cos(2 * Math.PI * Uniform()), -3, 3));
    }

    /// <summary>A nearly normal number about zero from a single draw, for the grain of pixels: the sum of four even ones.</summary>
    public float Grain(float deviation)
    {
        var bits = Mix(state += Step);
        var sum = (int)(bits & 0xFFFF) + (int)((bits >> 16) & 0xFFFF) + (int)((bits >> 32) & 0xFFFF) + (int)(bits >> 48);
        return deviation * ((sum / 65535f) - 2) * 1.7320508f; // four variances of 1/12 sum to 1/3
    }

    /// <summary>True with a probability.</summary>
    public bool Chance(double probability) => Uniform() < probability;

    /// <summary>A whole number from 0 to below a bound.</summary>
    public int Below(int bound) => (int)(Uniform() * bound);

    /// <summary>One of several.</summary>
    public T Pick<T>(params ReadOnlySpan<T> choices) => choices[Below(choices.Length)];

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
