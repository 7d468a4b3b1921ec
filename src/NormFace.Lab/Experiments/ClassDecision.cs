using NormFace.Losses;

namespace NormFace.Experiments;

/// <summary>
/// How a trained loss tells classes apart, as plain numbers: for drawings, and for deciding without an engine.
/// </summary>
/// <param name="Vectors">The class vectors; of a loss that projects its agents, projected. Shape <c>[C][D]</c>.</param>
/// <param name="Biases">A bias of each class; empty for a loss without.</param>
public sealed record ClassDecision(IReadOnlyList<double[]> Vectors, IReadOnlyList<double> Biases)
{
    /// <summary>Reads a loss.</summary>
    /// <param name="loss">A loss with agents.</param>
    /// <returns>Copies of its numbers.</returns>
    /// <exception cref="ArgumentException">The loss has no agents.</exception>
    public static ClassDecision Of(EmbeddingLoss loss)
    {
        ArgumentNullException.ThrowIfNull(loss);
        var agents = (
            loss as AgentLoss
                ?? throw new ArgumentException(
                    $"loss must have class agents, but {loss.GetName()} has none.", nameof(loss))).Agents;
        using var scope = NewDisposeScope();
        var values = Numbers(loss is SoftmaxLoss ? agents.Vectors : agents.Unit());
        return new ClassDecision(
            [.. values.Chunk(agents.FeatureSize)],
            [.. loss.named_parameters().Where(parameter => parameter.name == "bias").SelectMany(
                parameter => Numbers(parameter.parameter))]);
    }

    /// <summary>The class of the largest inner product with its vector, bias added; the first of equals.</summary>
    /// <param name="feature">A raw feature. Shape <c>[D]</c>.</param>
    /// <returns>The class, in [0, C).</returns>
    public int Decide(double[] feature)
    {
        ArgumentNullException.ThrowIfNull(feature);
        var (best, highest) = (0, double.NegativeInfinity);
        for (var index = 0; index < Vectors.Count; index++)
        {
            var score = Vectors[index].Zip(feature, (left, right) => left * right).Sum()
                + (Biases.Count > 0 ? Biases[index] : 0);
            if (score > highest)
            {
                (best, highest) = (index, score);
            }
        }

        return best;
    }

    private static double[] Numbers(Tensor tensor) =>
        tensor.detach().to(ScalarType.Float64).cpu().contiguous().data<double>().ToArray();
}
