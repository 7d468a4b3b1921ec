namespace NormFace.Protocols.Blufr;

/// <summary>Settings of generated trials. The defaults are the benchmark's own proportions.</summary>
internal sealed record BlufrGeneration
{
    /// <summary>Seed of the draw.</summary>
    public int Seed { get; init; }

    /// <summary>Number of trials, from 1 to 1,000.</summary>
    public int TrialCount { get; init; } = 10;

    /// <summary>Share of the people who are for training, in [0, 1). The benchmark takes 1,500 of 5,749.</summary>
    public double TrainingShare { get; init; } = 1500.0 / 5749;

    /// <summary>
    /// Share of the test people who are enrolled, in (0, 1). The benchmark takes 1,000 of 4,249. Only people with two
    /// pictures or more can be; where they are fewer, all of them are enrolled.
    /// </summary>
    public double GalleryShare { get; init; } = 1000.0 / 4249;

    internal void Check()
    {
        if (TrialCount is < 1 or > 1000)
        {
            throw new ArgumentOutOfRangeException(
                nameof(TrialCount), TrialCount, $"TrialCount must lie in [1, 1000], but was {TrialCount}.");
        }

        if (!(TrainingShare >= 0 && TrainingShare < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(TrainingShare), TrainingShare, FormattableString.Invariant(
                    $"TrainingShare must lie in [0, 1), but was {TrainingShare}."));
        }

        if (!(GalleryShare > 0 && GalleryShare < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(GalleryShare), GalleryShare, FormattableString.Invariant(
                    $"GalleryShare must lie in (0, 1), but was {GalleryShare}."));
        }
    }
}
