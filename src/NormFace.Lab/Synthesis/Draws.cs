using NormFace.Sampling;

namespace NormFace.Synthesis;

/// <summary>
/// A stream of random numbers named by whole numbers, so that any picture can be drawn without those before it.
/// </summary>
/// <param name="seed">Seed of the drawing.</param>
/// <param name="first">First part of the name.</param>
/// <param name="second">Second part of the name.</param>
/// <param name="third">Third part of the name.</param>
internal sealed class Draws(int seed, int first = 0, int second = 0, int third = 0)
{
    private SeededDraw stream = new(seed, first, second, third);

    /// <summary>A number in [0, 1).</summary>
    public double Uniform() => stream.NextUnit();

    /// <summary>A number between two bounds.</summary>
    public float Between(double low, double high) => (float)(low + ((high - low) * Uniform()));

    /// <summary>A normal number about zero; its tails end at three deviations, since a drawing has limits.</summary>
    public float Normal(double deviation)
    {
        var radius = Math.Sqrt(-2 * Math.Log(1 - Uniform()));
        return (float)(deviation * Math.Clamp(radius * Math.Cos(2 * Math.PI * Uniform()), -3, 3));
    }

    /// <summary>
    /// A nearly normal number about zero from a single draw, for the grain of pixels: the sum of four even ones.
    /// </summary>
    public float Grain(float deviation)
    {
        var bits = stream.NextBits();
        var sum =
            (int)(bits & 0xFFFF) + (int)((bits >> 16) & 0xFFFF) + (int)((bits >> 32) & 0xFFFF) + (int)(bits >> 48);
        return deviation * ((sum / 65535f) - 2) * 1.7320508f; // four variances of 1/12 sum to 1/3
    }

    /// <summary>True with a probability.</summary>
    public bool Chance(double probability) => Uniform() < probability;

    /// <summary>A whole number from 0 to below a bound.</summary>
    public int Below(int bound) => (int)(Uniform() * bound);

    /// <summary>One of several.</summary>
    public T Pick<T>(params ReadOnlySpan<T> choices) => choices[Below(choices.Length)];
}
