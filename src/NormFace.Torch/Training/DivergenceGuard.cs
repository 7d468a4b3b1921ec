using NormFace.Batches;
using NormFace.Losses;

namespace NormFace.Training;

/// <summary>Stops a run at the first number that is not finite, and finds out where it came from.</summary>
/// <param name="network">The network, for its weights and features.</param>
/// <param name="loss">The loss, for its agents and values.</param>
/// <param name="pictureNames">Names of the pictures by index.</param>
internal sealed class DivergenceGuard(
    Module<Tensor, Tensor> network, EmbeddingLoss loss, Func<int, string> pictureNames)
{
    /// <summary>Throws unless a step's loss and gradient are finite.</summary>
    /// <param name="step">The step, from 0.</param>
    /// <param name="lossValue">Its loss.</param>
    /// <param name="gradientNorm">Length of its gradient.</param>
    /// <param name="batch">The batch last seen.</param>
    /// <exception cref="TrainingDivergedException">One of them is not finite.</exception>
    public void Check(long step, double lossValue, double gradientNorm, SampleBatch batch)
    {
        if (double.IsFinite(lossValue) && double.IsFinite(gradientNorm))
        {
            return;
        }

        using var scope = NewDisposeScope();
        var what = double.IsFinite(lossValue) ? "the gradient" : "the loss";
        throw new TrainingDivergedException(
            $"Step {step}: {what} is not finite. {Cause(batch)} "
            + "Start from the last checkpoint with a lower schedule.rate or with run.clipNorm, or, for a bad picture, "
            + "without it.");
    }

    private string Cause(SampleBatch batch)
    {
        if (FirstBad(Tensors().Select(named => (named.Name, (Tensor?)named.Tensor))) is { } weight)
        {
            return $"The tensor '{weight}' holds NaN or infinity already: an earlier step drove it there.";
        }

        if (FirstBadRow(batch.Input, batch) is { } picture)
        {
            var values = network is Backbones.Backbone { Input.IsMap: false } ? "numbers" : "pixels";
            return $"The {values} of {picture} are not finite.";
        }

        using var features = Features(batch.Input);
        if (FirstBadRow(features, batch) is { } feature)
        {
            return $"The feature of {feature} is not finite, though all weights and pixels are: the network overflows "
                + $"on it.";
        }

        using var losses = loss.PerSample(features, batch.Labels);
        if (FirstBadRow(losses, batch) is { } sample)
        {
            return $"The loss of {sample} is not finite, though its feature is.";
        }

        return FirstBad(Tensors().Select(named => (named.Name, named.Tensor.grad))) is { } gradient
            ? $"The gradient of '{gradient}' holds NaN or infinity, though the loss of every picture in the batch is "
                + $"finite."
            : "Each picture of the batch is finite by itself; their sum overflows.";
    }

    private Tensor Features(Tensor pictures)
    {
        using var gradientOff = no_grad();
        var wasTraining = network.training;
        network.eval();
        var features = network.call(pictures).to(ScalarType.Float32);
        network.train(wasTraining);
        return features;
    }

    private IEnumerable<(string Name, Tensor Tensor)> Tensors()
    {
        foreach (var (name, parameter) in network.named_parameters())
        {
            yield return ($"network.{name}", parameter);
        }

        foreach (var (name, parameter) in loss.named_parameters())
        {
            yield return ($"loss.{name}", parameter);
        }
    }

    private static string? FirstBad(IEnumerable<(string Name, Tensor? Tensor)> tensors)
    {
        foreach (var (name, tensor) in tensors)
        {
            if (tensor is not null && !IsFinite(tensor))
            {
                return name;
            }
        }

        return null;
    }

    private static bool IsFinite(Tensor tensor)
    {
        using var flags = isfinite(tensor);
        using var all = flags.all();
        return all.item<bool>();
    }

    private string? FirstBadRow(Tensor rows, SampleBatch batch)
    {
        using var flat = rows.detach().reshape(rows.shape[0], -1);
        using var flags = isfinite(flat);
        using var good = flags.all(1);
        var finite = good.to(CPU).data<bool>().ToArray();
        var row = Array.IndexOf(finite, false);
        return row < 0 ? null : $"'{pictureNames(batch.Indices[row])}' (row {row} of the batch)";
    }
}
