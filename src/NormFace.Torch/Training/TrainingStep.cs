using NormFace.Batches;
using NormFace.Distillation;
using NormFace.Losses;
using NormFace.Native;
using NormFace.Optimization;
using NormFace.Recipes;

namespace NormFace.Training;

/// <summary>One step: forward and backward over its batches, then the optimiser.</summary>
internal sealed class TrainingStep(
    Module<Tensor, Tensor> network,
    EmbeddingLoss loss,
    Optimizer optimizer,
    RunRecipe run,
    Device device,
    bool isBFloat16,
    Teacher? teacher = null) : IDisposable
{
    private readonly RepeatableKernels? repeatable = RepeatableKernels.On(device.type);

    /// <summary>
    /// Features of the last batch, for the monitor; the caller must not keep them beyond the next step.
    /// </summary>
    public Tensor? Features { get; private set; }

    /// <summary>Adds a batch's share of the gradient.</summary>
    /// <param name="batch">The batch.</param>
    /// <returns>Its loss.</returns>
    public double Accumulate(SampleBatch batch)
    {
        Features?.Dispose();
        Features = null;
        using var scope = NewDisposeScope();
        var features = Forward(batch.Input);
        var value = loss.call(features, batch.Labels);
        if (teacher is not null)
        {
            value = value + teacher.Loss(features, batch.Indices);
        }

        (run.Accumulate == 1 ? value : value / run.Accumulate).backward();
        Features = features.detach().MoveToOuterDisposeScope().DetachFromDisposeScope();
        return value.item<float>();
    }

    /// <summary>Clips the gradient where the recipe asks for it.</summary>
    /// <returns>Length of the whole gradient before clipping.</returns>
    public double Clip()
    {
        var norm = optimizer.GradientNorm();
        if (run.ClipNorm is { } limit && norm > limit)
        {
            optimizer.ScaleGradients(limit / norm);
        }

        return norm;
    }

    /// <summary>Moves the weights and forgets the gradient.</summary>
    /// <param name="rate">Learning rate.</param>
    public void Move(double rate)
    {
        optimizer.Step(rate);
        optimizer.ZeroGradients();
    }

    public void Dispose()
    {
        Features?.Dispose();
        repeatable?.Dispose();
    }

    // The network in the chosen precision; the loss always compares in float32 or better.
    private Tensor Forward(Tensor pictures)
    {
        if (!isBFloat16)
        {
            return network.call(pictures);
        }

        using var autocast = Autocast.BFloat16(device.type);
        return network.call(pictures).to(ScalarType.Float32);
    }
}
