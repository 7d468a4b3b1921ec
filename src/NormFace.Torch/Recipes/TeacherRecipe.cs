using System.ComponentModel.DataAnnotations;
using NormFace.Embeddings;
using NormFace.Settings;

namespace NormFace.Recipes;

/// <summary>A trained model whose features the network learns to have: distillation.</summary>
internal sealed record TeacherRecipe : IValidatedOptions
{
    /// <summary>The teacher: a model file, or an ONNX file with its contract beside it. Searched for as data
    /// is.</summary>
    public required string Model { get; init; }

    /// <summary>Weight of <c>1 − cos</c> between the features of network and teacher, beside the losses.</summary>
    [Range(0, double.MaxValue, MinimumIsExclusive = true)]
    public double Weight { get; init; } = 1;

    /// <summary>How the teacher's features of a picture and its mirror image become one: <c>none</c>, <c>sum</c> or
    /// <c>max</c>.</summary>
    public MirrorMerge Mirror { get; init; } = MirrorMerge.Sum;

    /// <summary>Pictures to add for the teacher alone, each made of two training pictures of one source.</summary>
    [Range(0, 10_000_000)]
    public int Composites { get; init; }

    /// <summary>Folder in which the teacher's features are kept for later runs; default: the user's cache
    /// folder.</summary>
    public string? Cache { get; init; }

    /// <inheritdoc />
    public void Validate()
    {
        if (Mirror is MirrorMerge.Concat or MirrorMerge.Only)
        {
            throw new SettingException(
                "mirror", $"must be none, sum or max, but was {(Mirror == MirrorMerge.Only ? "only" : "concat")}.");
        }
    }
}
