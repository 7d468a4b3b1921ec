using NormFace.Datasets;
using NormFace.Pictures;

namespace NormFace.Training;

/// <summary>A source as a part of a data set.</summary>
/// <param name="Source">The pictures, or rows of features.</param>
/// <param name="Crop">Where the template lies in these pictures; null for the contract's own crop.</param>
/// <param name="Prefix">
/// What is put before the identities of this part. Parts of one prefix share identities of one name; the empty prefix
/// leaves names as they
/// are. Null keeps the part apart from all others: nothing for an only part, else its number and a slash, <c>0/</c>,
/// <c>1/</c>, ...
/// </param>
internal sealed record DatasetPart(SampleSource Source, PictureCrop? Crop = null, string? Prefix = null)
{
    /// <summary>Alignment template of the pictures; null for the contract's.</summary>
    public string? Template { get; init; }

    /// <summary>Identities to leave out, as this part's source names them.</summary>
    public IReadOnlyCollection<string> Excluded { get; init; } = [];
}
