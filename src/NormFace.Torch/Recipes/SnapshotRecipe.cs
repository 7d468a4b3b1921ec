using System.ComponentModel.DataAnnotations;

namespace NormFace.Recipes;

/// <summary>Snapshots of the weights at the end of a run, to be averaged over: the paper takes five.</summary>
internal sealed record SnapshotRecipe
{
    /// <summary>Number of snapshots.</summary>
    [Range(2, 100)]
    public required int Count { get; init; }

    /// <summary>Steps between snapshots; the last is the end of the run.</summary>
    [Range(1, 1_000_000)]
    public required int Every { get; init; }
}
