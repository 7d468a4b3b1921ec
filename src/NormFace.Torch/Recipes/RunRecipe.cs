namespace NormFace.Recipes;

/// <summary>The part of a recipe that says how long and how: steps, batches, precision, checkpoints.</summary>
public sealed record RunRecipe
{
    /// <summary>Steps of the run, at least 1.</summary>
    public long Steps { get; private init; }

    /// <summary>Pictures of a step, at least 1; where accumulated, of each part.</summary>
    public int BatchSize { get; private init; }

    /// <summary>Batches whose gradients are averaged into one step, at least 1: Caffe's iter_size.</summary>
    public int Accumulate { get; private init; }

    /// <summary>Pictures of each identity in a batch; null where pictures are shuffled without regard to identity.</summary>
    public int? PicturesPerIdentity { get; private init; }

    /// <summary>In what numbers the network runs.</summary>
    public TrainingPrecision Precision { get; private init; }

    /// <summary>Whether pictures keep their channels together in memory, as they are stored.</summary>
    public bool IsChannelsLast { get; private init; }

    /// <summary>Largest length of the whole gradient; null for no clipping.</summary>
    public double? ClipNorm { get; private init; }

    /// <summary>Steps between lines of the log, at least 1.</summary>
    public int LogEvery { get; private init; }

    /// <summary>Steps between checkpoints, at least 1.</summary>
    public int CheckpointEvery { get; private init; }

    /// <summary>Checkpoints that are kept, at least 2, so that a damaged last one costs little.</summary>
    public int KeptCheckpoints { get; private init; }

    /// <summary>Snapshots of the weights at the end of the run: the paper takes five.</summary>
    public int SnapshotCount { get; private init; }

    /// <summary>Steps between snapshots; the last is the end of the run.</summary>
    public int SnapshotEvery { get; private init; }

    internal static RunRecipe Read(RecipeFields fields)
    {
        var steps = fields.Whole("steps", 1, 1_000_000_000);
        var snapshots = fields.Section("snapshots");
        var run = new RunRecipe
        {
            Steps = steps,
            BatchSize = fields.Count("batch", 1, 65_536),
            Accumulate = fields.Count("accumulate", 1, 1024, 1),
            PicturesPerIdentity = fields.Has("picturesPerIdentity") ? fields.Count("picturesPerIdentity", 1, 65_536) : null,
            Precision = fields.OneOf("precision", ["float32", "bfloat16", "fastest"], "float32") switch
            {
                "bfloat16" => TrainingPrecision.Mixed,
                "fastest" => TrainingPrecision.Fastest,
                _ => TrainingPrecision.Full,
            },
            IsChannelsLast = fields.Switch("channelsLast", true),
            ClipNorm = fields.Has("clipNorm") ? fields.Number("clipNorm", 0, 1e9, isLowestAllowed: false) : null,
            LogEvery = fields.Count("logEvery", 1, 1_000_000, 20),
            CheckpointEvery = fields.Count("checkpointEvery", 1, 1_000_000_000, 500),
            KeptCheckpoints = fields.Count("keptCheckpoints", 2, 1000, 2),
            SnapshotCount = snapshots?.Count("count", 2, 100) ?? 0,
            SnapshotEvery = snapshots?.Count("every", 1, 1_000_000) ?? 0,
        };
        snapshots?.Finish();
        fields.Finish();

        if (run.PicturesPerIdentity is { } pictures && run.BatchSize % pictures != 0)
        {
            throw new RecipeException(fields.Key("picturesPerIdentity"), $"must divide the batch of {run.BatchSize}, but was {pictures}.");
        }

        return (long)run.SnapshotCount * run.SnapshotEvery > steps
            ? throw new RecipeException(fields.Key("snapshots"), $"must fit into the {steps} steps of the run, but ask for {run.SnapshotCount} every {run.SnapshotEvery}.")
            : run;
    }
}
