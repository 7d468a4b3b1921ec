using NormFace.Datasets;

namespace NormFace.Inspection;

/// <summary>What is in a set of pictures, and what is wrong with it. Plain data.</summary>
/// <param name="Location">Where the pictures are.</param>
/// <param name="PictureCount">Number of pictures, readable or not.</param>
/// <param name="StoredBytes">Bytes of the readable pictures as they are stored.</param>
/// <param name="IdentityCount">Number of identities.</param>
/// <param name="UnnamedPictureCount">Pictures without an identity.</param>
/// <param name="PicturesOfIdentity">How many identities have how many pictures, by rising number of pictures.</param>
/// <param name="Sizes">Sizes in pixels, the most frequent first; by rising width and height where equally
/// frequent.</param>
/// <param name="ExactDuplicates">Pictures stored with the same bytes (SHA-256).</param>
/// <param name="NearDuplicates">
/// Pictures that look the same: perceptual hashes of 64 bits that differ in at most
/// <see cref="NearDuplicateDistance"/>. Pictures linked by others stand in one group; a group of exact duplicates only
/// is not repeated here.
/// </param>
/// <param name="Unreadable">Pictures that cannot be read or decoded, in the order of the source.</param>
public sealed record DatasetInspection(
    string Location,
    int PictureCount,
    long StoredBytes,
    int IdentityCount,
    int UnnamedPictureCount,
    IReadOnlyList<IdentityFrequency> PicturesOfIdentity,
    IReadOnlyList<SizeFrequency> Sizes,
    IReadOnlyList<DuplicateGroup> ExactDuplicates,
    IReadOnlyList<DuplicateGroup> NearDuplicates,
    IReadOnlyList<UnreadablePicture> Unreadable)
{
    /// <summary>Most bits in which hashes of pictures that count as the same may differ.</summary>
    /// <remarks>
    /// Measured on LFW and two parts of CelebA: of 61 pairs within 3 bits 58 are of one identity, of pairs 8 bits apart
    /// one in 17. Pictures of LFW that are halved, enlarged, or stored again as JPEG of quality 50 stay within 3 bits
    /// in at least 99 of 100 cases.
    /// </remarks>
    public const int NearDuplicateDistance = 3;

    /// <summary>Inspects a source. Every picture is read and decoded once; the result does not depend on the number of
    /// threads.</summary>
    /// <param name="source">The pictures.</param>
    /// <param name="threads">Pictures decoded at once, at least 1; the machine's processors if null.</param>
    /// <param name="isStrict">Whether the first unreadable picture ends the inspection.</param>
    /// <param name="progress">Is told the number of pictures done, now and then, from several threads; nobody if
    /// null.</param>
    /// <param name="cancellationToken">Ends the inspection.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number of threads is below 1.</exception>
    /// <exception cref="PictureException">A picture is unreadable and the inspection is strict.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public static DatasetInspection Of(
        PictureSource source,
        int? threads = null,
        bool isStrict = false,
        IProgress<int>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        var count = threads ?? Environment.ProcessorCount;
        if (count < 1)
        {
            throw new ArgumentOutOfRangeException(
                nameof(threads), FormattableString.Invariant($"Threads must be at least 1, but was {count}."));
        }

        return new PictureInspector(source, count, isStrict, progress, cancellationToken).Inspect();
    }
}

/// <summary>Identities with a number of pictures.</summary>
/// <param name="Pictures">The number of pictures.</param>
/// <param name="Identities">How many identities have it.</param>
public readonly record struct IdentityFrequency(int Pictures, int Identities);

/// <summary>Pictures of a size.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Pictures">How many have it.</param>
public readonly record struct SizeFrequency(int Width, int Height, int Pictures);

/// <summary>Pictures that are the same.</summary>
/// <param name="Pictures">Their paths, in the order of the source; two or more.</param>
/// <param name="IdentityCount">Number of identities among them. Above 1, a label is wrong.</param>
public sealed record DuplicateGroup(IReadOnlyList<string> Pictures, int IdentityCount);

/// <summary>A picture that cannot be read.</summary>
/// <param name="Picture">Its path.</param>
/// <param name="Reason">What is wrong with it.</param>
public sealed record UnreadablePicture(string Picture, string Reason);
