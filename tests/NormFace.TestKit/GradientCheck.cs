using System.Globalization;
using Xunit;
using static TorchSharp.torch;

namespace NormFace.TestKit;

/// <summary>Central differences in float64, the judge of every gradient.</summary>
public static class GradientCheck
{
    /// <summary>Step of the differences.</summary>
    public const double Step = 1e-6;

    /// <summary>
    /// Tolerance relative to the largest slope: 1e-6 covers a truncation error of order h² and the rounding of
    /// h⁻¹·1e-16·loss for losses up to about a thousand.
    /// </summary>
    public const double Tolerance = 1e-6;

    /// <summary>Fails unless autograd agrees with central differences for every value of every input.</summary>
    /// <param name="loss">The scalar function; called anew for each difference.</param>
    /// <param name="inputs">
    /// Float64 leaves with <c>requires_grad</c>, through which the function is differentiated.
    /// </param>
    public static void Passes(Func<Tensor> loss, params Tensor[] inputs)
    {
        using var scope = NewDisposeScope();

        foreach (var input in inputs)
        {
            input.grad?.zero_();
        }

        loss().backward();

        foreach (var input in inputs)
        {
            var analytic = input.grad?.cpu().flatten().data<double>().ToArray() ?? new double[input.numel()];
            var numeric = Differences(loss, input);
            var largest = Math.Max(1e-3, numeric.Max(Math.Abs));

            for (var index = 0; index < numeric.Length; index++)
            {
                Assert.True(
                    Math.Abs(analytic[index] - numeric[index]) <= Tolerance * largest,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Slope {index} of an input [{string.Join(", ", input.shape)}] is {analytic[index]:R}, but "
                        + $"central differences give {numeric[index]:R} (largest {largest:R})."));
            }
        }
    }

    private static double[] Differences(Func<Tensor> loss, Tensor input)
    {
        using var gradientOff = no_grad();
        var values = input.detach().flatten(); // shares the input's memory
        var slopes = new double[input.numel()];

        for (var index = 0; index < slopes.Length; index++)
        {
            using var scope = NewDisposeScope();
            var entry = values[index];
            var original = entry.item<double>();
            entry.fill_(original + Step);
            var above = loss().item<double>();
            entry.fill_(original - Step);
            var below = loss().item<double>();
            entry.fill_(original);
            slopes[index] = (above - below) / (2 * Step);
        }

        return slopes;
    }
}
