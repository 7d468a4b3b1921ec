using NormFace.Conversion;
using NormFace.Embeddings;
using NormFace.Native;
using TorchSharp;

namespace NormFace.Extraction;

/// <summary>A model of rows of numbers computed by libtorch.</summary>
public sealed class TorchFeatures : IFeatureNetwork, IDisposable
{
    private readonly TrainedNetwork model;
    private readonly Device device;
    private readonly bool isBFloat16;
    private readonly CollectionPause pause;

    /// <summary>
    /// Takes a model into use. While this object lives, collections wait for the end of a batch (decision 6).
    /// </summary>
    /// <param name="model">The model; the caller disposes it, afterwards.</param>
    /// <param name="machine">Where to compute; the CPU if null.</param>
    /// <param name="isBFloat16">
    /// Whether the network runs in bfloat16 mixed precision: faster, with about three digits.
    /// </param>
    /// <exception cref="InvalidDataException">The model takes pictures.</exception>
    public TorchFeatures(TrainedNetwork model, ComputeMachine? machine = null, bool isBFloat16 = false)
    {
        ArgumentNullException.ThrowIfNull(model);
        InputSize = model.Header.RequireNumbers("the model");
        (this.model, this.isBFloat16, device) = (model, isBFloat16, machine?.Device ?? CPU);
        _ = model.Network.to(device);
        model.Network.eval();
        pause = CollectionPause.Start();
    }

    /// <inheritdoc />
    public int InputSize { get; }

    /// <inheritdoc />
    public int FeatureSize => model.Network.FeatureSize;

    /// <inheritdoc />
    public float[] Features(ReadOnlySpan<float> rows)
    {
        if (rows.Length == 0 || rows.Length % InputSize != 0)
        {
            throw new ArgumentException(
                $"rows must hold whole rows of {InputSize} numbers, at least one, but held {rows.Length} numbers.",
                nameof(rows));
        }

        var features = Computed(rows);
        pause.Breathe();
        return features;
    }

    /// <inheritdoc />
    public void Dispose() => pause.Dispose();

    private float[] Computed(ReadOnlySpan<float> rows)
    {
        using var scope = NewDisposeScope();
        using var gradientOff = no_grad();
        var input = tensor(rows.ToArray(), [rows.Length / InputSize, InputSize], device: device);
        return Forward(input).to(ScalarType.Float32).to(CPU).contiguous().data<float>().ToArray();
    }

    private Tensor Forward(Tensor input)
    {
        if (!isBFloat16)
        {
            return model.Network.call(input);
        }

        using var autocast = Autocast.BFloat16(device.type);
        return model.Network.call(input);
    }
}
