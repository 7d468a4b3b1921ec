using NormFace.Datasets;
using NormFace.Distillation;

namespace NormFace.Training;

/// <summary>Pictures of several sources as one training set: identities chosen, distinct, and numbered.</summary>
/// <remarks>
/// Pictures are in the order of the parts, then in the order of their source, whatever the file system's order. Twelve
/// bytes are held for a picture, besides what the sources hold. The sources remain the caller's to dispose.
/// </remarks>
internal sealed class FaceDataset
{
    private readonly (int Part, int Index, int Label)[] pictures;

    private FaceDataset(IReadOnlyList<DatasetPart> parts, int minPictures, HeldOutDraw? draw, bool keepsUnlabelled)
    {
        Parts = parts;
        var names = parts.Select((part, number) =>
            part.Prefix ?? (parts.Count == 1 ? "" : FormattableString.Invariant($"{number}/"))).ToArray();
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var excluded = new HashSet<string>(StringComparer.Ordinal);
        for (var number = 0; number < parts.Count; number++)
        {
            excluded.UnionWith(parts[number].Excluded.Select(identity => names[number] + identity));
            foreach (var (identity, count) in Named(parts[number].Source).CountBy(
                entry => entry.Identity, StringComparer.Ordinal))
            {
                counts[names[number] + identity] = counts.GetValueOrDefault(names[number] + identity) + count;
            }
        }

        UnknownExclusions = [.. InOrder(excluded.Where(identity => !counts.ContainsKey(identity)))];
        RemovedIdentities =
        [
            .. from identity in InOrder(counts.Keys)
               let isExcluded = excluded.Contains(identity)
               where isExcluded || counts[identity] < minPictures
               select new RemovedIdentity(identity, counts[identity], isExcluded),
        ];
        string[] kept =
        [
            .. counts.Keys.Except(RemovedIdentities.Select(removed => removed.Identity), StringComparer.Ordinal),
        ];
        HeldOut = new IdentityLabels(draw?.Of(kept, identity => counts[identity]) ?? []);
        Labels = new IdentityLabels(kept.Except(HeldOut.Identities, StringComparer.Ordinal));
        pictures = [.. parts.SelectMany((part, number) => Kept(part.Source, number, names[number], Labels))];
        if (keepsUnlabelled)
        {
            pictures = [.. pictures.Concat(parts.SelectMany((part, number) =>
                Unlabelled(part.Source, number, names[number], excluded)))];
        }

        HeldOutPictures = [.. parts.SelectMany((part, number) => Kept(part.Source, number, names[number], HeldOut))];
        UnnamedPictureCount = parts.Sum(part => part.Source.Entries.Count - Named(part.Source).Count());
    }

    private FaceDataset(
        FaceDataset known, IReadOnlyList<DatasetPart> parts, (int Part, int Index, int Label)[] pictures)
    {
        (Parts, this.pictures) = (parts, pictures);
        (Labels, HeldOut, HeldOutPictures) = (known.Labels, known.HeldOut, known.HeldOutPictures);
        (RemovedIdentities, UnknownExclusions) = (known.RemovedIdentities, known.UnknownExclusions);
        UnnamedPictureCount = known.UnnamedPictureCount;
    }

    /// <summary>Identities that are kept out to measure on, and their labels; none without a draw.</summary>
    public IdentityLabels HeldOut { get; }

    /// <summary>Pictures of the identities kept out: part, index in its source, label among them.</summary>
    public IReadOnlyList<(int Part, int Index, int Label)> HeldOutPictures { get; }

    /// <summary>Number of pictures kept.</summary>
    public int Count => pictures.Length;

    /// <summary>The identities kept, with their prefixes, and their labels.</summary>
    public IdentityLabels Labels { get; }

    /// <summary>The sources of the data set.</summary>
    public IReadOnlyList<DatasetPart> Parts { get; }

    /// <summary>The identities left out, in the order of identities, with the reason of each.</summary>
    public IReadOnlyList<RemovedIdentity> RemovedIdentities { get; }

    /// <summary>Names to exclude that no part has: perhaps spelt wrongly, or a prefix is missing.</summary>
    public IReadOnlyList<string> UnknownExclusions { get; }

    /// <summary>Pictures left out because their source names no identity.</summary>
    public int UnnamedPictureCount { get; }

    /// <summary>Puts a data set together.</summary>
    /// <param name="parts">The sources, at least one; the crop of each is for the caller to apply.</param>
    /// <param name="minPictures">Fewest pictures of an identity that is kept, over all parts, at least 1.</param>
    /// <param name="draw">Draws identities to keep out; none if null.</param>
    /// <param name="keepsUnlabelled">Whether pictures without a class are kept, behind the others: those of no
    /// identity, and of identities with too few pictures. Excluded identities are left out in any case.</param>
    /// <returns>The data set; it may be empty.</returns>
    /// <exception cref="ArgumentException">There is no part, or <paramref name="minPictures"/> is below 1.</exception>
    public static FaceDataset Create(
        IReadOnlyList<DatasetPart> parts, int minPictures = 1, HeldOutDraw? draw = null, bool keepsUnlabelled = false)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentOutOfRangeException.ThrowIfLessThan(minPictures, 1);
        return parts.Count > 0
            ? new FaceDataset([.. parts], minPictures, draw, keepsUnlabelled)
            : throw new ArgumentException("parts must hold at least one source, but is empty.", nameof(parts));
    }

    /// <summary>The data set with further pictures behind the others, none of which has a class.</summary>
    /// <param name="parts">Their sources, which remain the caller's to dispose.</param>
    /// <returns>Another data set; this one stays as it is.</returns>
    public FaceDataset With(IReadOnlyList<DatasetPart> parts) => new(
        this,
        [.. Parts, .. parts],
        [
            .. pictures,
            .. parts.SelectMany((part, number) => part.Source.Entries.Select((_, index) =>
                (Parts.Count + number, index, NoLoss.NoLabel))),
        ]);

    /// <summary>A picture by its number.</summary>
    /// <param name="index">Number in [0, <see cref="Count"/>).</param>
    /// <returns>Where it is, its label, and its part.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such picture.</exception>
    public LabelledPicture At(int index)
    {
        if ((uint)index >= (uint)pictures.Length)
        {
            throw new ArgumentOutOfRangeException(
                nameof(index),
                index,
                FormattableString.Invariant($"index must lie in [0, {pictures.Length}), but was {index}."));
        }

        var (part, entry, label) = pictures[index];
        return new LabelledPicture(Parts[part].Source, entry, label, part);
    }

    private IEnumerable<(int Part, int Index, int Label)> Unlabelled(
        SampleSource source, int part, string prefix, HashSet<string> excluded) =>
        from entry in source.Entries.Index()
        let identity = entry.Item.Identity
        where identity.Length == 0 || !(excluded.Contains(prefix + identity)
            || Labels.TryLabelOf(prefix + identity, out _) || HeldOut.TryLabelOf(prefix + identity, out _))
        select (part, entry.Index, NoLoss.NoLabel);

    private static IEnumerable<string> InOrder(IEnumerable<string> identities)
    {
        IdentityLabels labels = new(identities);
        return Enumerable.Range(0, labels.Count).Select(labels.IdentityOf);
    }

    private static IEnumerable<PictureEntry> Named(SampleSource source) =>
        source.Entries.Where(entry => entry.Identity.Length > 0);

    private static IEnumerable<(int Part, int Index, int Label)> Kept(
        SampleSource source, int part, string prefix, IdentityLabels labels)
    {
        for (var index = 0; index < source.Entries.Count; index++)
        {
            var identity = source.Entries[index].Identity;
            if (identity.Length > 0 && labels.TryLabelOf(prefix + identity, out var label))
            {
                yield return (part, index, label);
            }
        }
    }
}
