namespace NormFace.Identification;

/// <summary>Settings of a trial that is drawn from an embedding set.</summary>
internal sealed record IdentificationGeneration
{
    /// <summary>Seed of the draw. Default: 1; equal seeds draw alike, whatever the order of the rows.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>
    /// Pictures that enrol an identity, at least 1. Default: one. An identity needs one more to be enrolled, as a
    /// probe.
    /// </summary>
    public int GalleryPictures { get; init; } = 1;

    /// <summary>
    /// Share of the identities with pictures enough that are not enrolled all the same, in [0, 1). Default: one half.
    /// All pictures of identities that are not enrolled are non-mated probes.
    /// </summary>
    public double UnknownShare { get; init; } = 0.5;

    internal void Check()
    {
        if (GalleryPictures < 1)
        {
            throw new ArgumentOutOfRangeException(
                nameof(GalleryPictures),
                GalleryPictures,
                $"GalleryPictures must be at least 1, but was {GalleryPictures}.");
        }

        if (!(UnknownShare >= 0 && UnknownShare < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(UnknownShare), UnknownShare, FormattableString.Invariant(
                    $"UnknownShare must lie in [0, 1), but was {UnknownShare}."));
        }
    }
}
