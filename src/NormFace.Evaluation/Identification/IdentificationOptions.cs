using NormFace.Verification;

namespace NormFace.Identification;

/// <summary>Settings of <see cref="IdentificationEvaluation"/>.</summary>
public sealed record IdentificationOptions
{
    /// <summary>
    /// False positive rates, each 0 or fine enough for every definition asked for; null for those of 0.001, 0.01 and
    /// 0.1 that each definition can show.
    /// </summary>
    public IReadOnlyList<double>? FalsePositiveRates { get; init; }

    /// <summary>Ranks at which to give figures, each at least 1. Default: 1, 5 and 10.</summary>
    public IReadOnlyList<int> Ranks { get; init; } = [1, 5, 10];

    /// <summary>
    /// What the false positive rates count. Default: all definitions; <see cref="OpenSetDefinition.PerSearch"/> is left
    /// out where no probe is non-mated.
    /// </summary>
    public IReadOnlyList<OpenSetDefinition> Definitions { get; init; } = Enum.GetValues<OpenSetDefinition>();

    /// <summary>Settings of the intervals.</summary>
    public SubjectBootstrapOptions Bootstrap { get; init; } = new();

    internal void Check()
    {
        foreach (var rank in Ranks.Where(rank => rank < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(Ranks), rank, $"Ranks must be at least 1, but one was {rank}.");
        }

        foreach (var definition in Definitions.Where(definition => !Enum.IsDefined(definition)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(Definitions), definition, $"Definitions must be named ones, but one was {definition}.");
        }
    }
}
