namespace NormFace.Datasets;

/// <summary>Which identities a data set keeps. A picture without an identity is never kept.</summary>
public sealed record DatasetFilter
{
    /// <summary>Identities to leave out, with their prefix.</summary>
    public IReadOnlyCollection<string> Excluded { get; init; } = [];

    /// <summary>Fewest pictures of an identity, over all parts, at least 1; 1 unless told.</summary>
    public int MinimumPictures { get; init; } = 1;
}
