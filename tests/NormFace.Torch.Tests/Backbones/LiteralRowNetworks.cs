using NormFace.Networks;

namespace NormFace.Backbones;

/// <summary>The networks of rows written down once more, in loops over doubles: what the plans are judged by.</summary>
/// <remarks>tests/golden/networks.py does the same for networks of pictures, in PyTorch.</remarks>
internal static class LiteralRowNetworks
{
    private const double NormalizationEpsilon = 1e-5, UnitEpsilon = 1e-12;

    /// <summary>The networks that have such a form.</summary>
    public static IReadOnlyList<string> Names { get; } = ["linear", "mlp"];

    /// <summary>Features of a batch.</summary>
    /// <param name="options">The settings; dropout is not drawn.</param>
    /// <param name="state">The tensors of the network by key, row by row.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="statistics">In training: takes mean and variance (by n − 1) of every normalisation, and the batch's
    /// own are used; null in evaluation.</param>
    public static double[][] Features(
        NumberOptions options,
        IReadOnlyDictionary<string, double[]> state,
        double[][] rows,
        Dictionary<string, double[]>? statistics)
    {
        var values = options.UnitInput ? [.. rows.Select(Unit)] : rows;
        if (options is MultilayerPerceptronOptions mlp)
        {
            for (var layer = 1; layer <= mlp.Hidden.Count; layer++)
            {
                var hidden = Hidden(mlp, $"hidden{layer}", state, values, statistics);
                values = mlp.Residual && hidden[0].Length == values[0].Length
                    ? [.. values.Zip(hidden, (one, other) => one.Zip(other, (a, b) => a + b).ToArray())]
                    : hidden;
            }
        }

        return Product("embedding", state, values);
    }

    private static double[][] Hidden(
        MultilayerPerceptronOptions options,
        string name,
        IReadOnlyDictionary<string, double[]> state,
        double[][] values,
        Dictionary<string, double[]>? statistics)
    {
        var sums = Product($"{name}.product", state, values);
        if (options.BatchNorm)
        {
            sums = Normalized($"{name}.bn", state, sums, statistics);
        }

        return
        [
            .. sums.Select(row => row.Select((value, place) =>
                value > 0 ? value
                : options.Activation == HiddenActivation.PRelu ? state[$"{name}.prelu.weight"][place] * value
                : 0).ToArray()),
        ];
    }

    private static double[] Unit(double[] row)
    {
        var length = Math.Sqrt(row.Sum(value => value * value) + UnitEpsilon);
        return [.. row.Select(value => value / length)];
    }

    private static double[][] Product(string name, IReadOnlyDictionary<string, double[]> state, double[][] rows)
    {
        var weight = state[$"{name}.weight"];
        var bias = state.GetValueOrDefault($"{name}.bias");
        var inputs = rows[0].Length;
        var outputs = weight.Length / inputs;
        return
        [
            .. rows.Select(row =>
            {
                var result = new double[outputs];
                for (var output = 0; output < outputs; output++)
                {
                    result[output] = bias?[output] ?? 0;
                    for (var input = 0; input < inputs; input++)
                    {
                        result[output] += weight[(output * inputs) + input] * row[input];
                    }
                }

                return result;
            }),
        ];
    }

    private static double[][] Normalized(
        string name,
        IReadOnlyDictionary<string, double[]> state,
        double[][] rows,
        Dictionary<string, double[]>? statistics)
    {
        var (mean, variance) = (state[$"{name}.running_mean"], state[$"{name}.running_var"]);
        if (statistics is not null)
        {
            mean = [.. mean.Select((_, place) => rows.Average(row => row[place]))];
            variance = [.. mean.Select((middle, place) => rows.Average(row => Math.Pow(row[place] - middle, 2)))];
            statistics[$"{name}.running_mean"] = mean;
            statistics[$"{name}.running_var"] =
                [.. variance.Select(value => value * rows.Length / (rows.Length - 1))];
        }

        return
        [
            .. rows.Select(row => row.Select((value, place) =>
                ((value - mean[place]) / Math.Sqrt(variance[place] + NormalizationEpsilon)
                    * state[$"{name}.weight"][place]) + state[$"{name}.bias"][place]).ToArray()),
        ];
    }
}
