using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using NormFace.Settings;

namespace NormFace.Recipes;

/// <summary>The part of a recipe that says how long and how: steps, batches, precision, checkpoints.</summary>
internal sealed record RunRecipe : IValidatedOptions
{
    /// <summary>Steps of the run.</summary>
    [Range(1, 1_000_000_000)]
    public required long Steps { get; init; }

    /// <summary>Batch size; with accumulation, of each part.</summary>
    [JsonPropertyName("batch"), Range(1, 65_536)]
    public required int BatchSize { get; init; }

    /// <summary>Batches whose gradients are averaged into one step (Caffe's iter_size).</summary>
    [Range(1, 1024)]
    public int Accumulate { get; init; } = 1;

    /// <summary>
    /// Pictures per identity in a batch, a divisor of the batch; default: shuffled regardless of identity.
    /// </summary>
    [Range(1, 65_536)]
    public int? PicturesPerIdentity { get; init; }

    /// <summary>
    /// Precision of the network; weights, sums and the loss are float32 in any case. <c>fastest</c> uses bfloat16 if a
    /// trial before the first step finds it faster on this machine.
    /// </summary>
    public TrainingPrecision Precision { get; init; }

    /// <summary>
    /// Precision of the products of features with the agents of other classes, which take most of the time where
    /// classes are many; all else in the loss is float32.
    /// </summary>
    public TrainingPrecision LossPrecision { get; init; }

    /// <summary>Whether tensors use the channels-last memory format.</summary>
    [JsonPropertyName("channelsLast")]
    public bool IsChannelsLast { get; init; } = true;

    /// <summary>Largest norm of the whole gradient; default: no clipping.</summary>
    [Range(0, double.MaxValue, MinimumIsExclusive = true)]
    public double? ClipNorm { get; init; }

    /// <summary>Steps between lines of the log.</summary>
    [Range(1, 1_000_000)]
    public int LogEvery { get; init; } = 20;

    /// <summary>Steps between checkpoints.</summary>
    [Range(1, 1_000_000_000)]
    public int CheckpointEvery { get; init; } = 500;

    /// <summary>Checkpoints to keep: at least 2, in case the last one is damaged.</summary>
    [Range(2, 1000)]
    public int KeptCheckpoints { get; init; } = 2;

    /// <summary>Snapshots of the weights at the end of the run; default: none.</summary>
    public SnapshotRecipe? Snapshots { get; init; }

    /// <inheritdoc />
    public void Validate()
    {
        if (PicturesPerIdentity is { } pictures && BatchSize % pictures != 0)
        {
            throw new SettingException(
                "picturesPerIdentity", $"must divide the batch of {BatchSize}, but was {pictures}.");
        }

        if (Snapshots is { } snapshots && (long)snapshots.Count * snapshots.Every > Steps)
        {
            throw new SettingException(
                "snapshots",
                $"must fit into the {Steps} steps of the run, but ask for {snapshots.Count} every {snapshots.Every}.");
        }
    }
}
