using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using NormFace.Datasets;
using NormFace.Decoding;

namespace NormFace.Inspection;

/// <summary>Inspects sets of pictures: every picture is read and decoded once.</summary>
/// <param name="source">The pictures.</param>
/// <param name="threads">Pictures decoded at once, at least 1.</param>
/// <param name="isStrict">Whether the first unreadable picture ends the inspection.</param>
/// <param name="progress">Is told the number of pictures done; nobody if null.</param>
/// <param name="cancellationToken">Ends the inspection.</param>
internal sealed class PictureInspector(
    PictureSource source, int threads, bool isStrict, IProgress<int>? progress, CancellationToken cancellationToken)
{
    private const int ProgressStep = 64;

    /// <summary>Inspects the pictures. The result does not depend on the number of threads.</summary>
    public DatasetInspection Inspect()
    {
        var looks = LookAtAll();
        var entries = source.Entries;
        var readable = Enumerable.Range(0, looks.Length).Where(index => looks[index].Problem is null).ToArray();
        var exact = readable.GroupBy(index => looks[index].Content).Select(group => group.ToArray()).ToArray();
        var people = entries.Where(entry => entry.Identity.Length > 0)
            .CountBy(entry => entry.Identity, StringComparer.Ordinal).ToDictionary();

        return new DatasetInspection(
            source.Location,
            entries.Count,
            readable.Sum(index => (long)looks[index].Length),
            people.Count,
            entries.Count(entry => entry.Identity.Length == 0),
            [
                .. people.Values.CountBy(count => count).OrderBy(pair => pair.Key)
                    .Select(pair => new IdentityFrequency(pair.Key, pair.Value)),
            ],
            [.. readable.CountBy(index => (looks[index].Width, looks[index].Height))
                .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key)
                .Select(pair => new SizeFrequency(pair.Key.Width, pair.Key.Height, pair.Value))],
            Named(exact.Where(group => group.Length > 1), entries),
            Named(
                NearGroups.Find(
                    exact, index => looks[index].Hash, DatasetInspection.NearDuplicateDistance, cancellationToken),
                entries),
            [
                .. looks.Index().Where(look => look.Item.Problem is not null)
                    .Select(look => new UnreadablePicture(entries[look.Index].Path, look.Item.Problem!)),
            ]);
    }

    private Look[] LookAtAll()
    {
        var looks = new Look[source.Entries.Count];
        var done = 0;
        try
        {
            ParallelOptions options = new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
            Parallel.For(0, looks.Length, options, index =>
            {
                looks[index] = LookAt(index);
                if (Interlocked.Increment(ref done) is var count
                    && (count % ProgressStep == 0 || count == looks.Length))
                {
                    progress?.Report(count);
                }
            });
        }
        catch (AggregateException errors)
        {
            ExceptionDispatchInfo.Throw(errors.InnerExceptions[0]);
        }

        return looks;
    }

    private Look LookAt(int index)
    {
        try
        {
            var stored = source.Read(index);
            var picture = Picture.Decode(stored, source.Entries[index].Path);
            Span<byte> content = stackalloc byte[SHA256.HashSizeInBytes];
            _ = SHA256.HashData(stored.Bytes.Span, content);
            return new Look(
                picture.Width,
                picture.Height,
                stored.Bytes.Length,
                new(BitConverter.ToUInt128(content), BitConverter.ToUInt128(content[16..])),
                PerceptualHash.Of(picture),
                null);
        }
        catch (PictureException error) when (!isStrict)
        {
            return default(Look) with { Problem = error.Reason };
        }
    }

    private static DuplicateGroup[] Named(IEnumerable<int[]> groups, IReadOnlyList<PictureEntry> entries) =>
    [
        .. from pictures in groups
           orderby pictures[0]
           select new DuplicateGroup(
               [.. pictures.Select(index => entries[index].Path)],
               pictures.Select(index => entries[index].Identity).Distinct(StringComparer.Ordinal).Count()),
    ];

    private readonly record struct Look(
        int Width, int Height, int Length, (UInt128 High, UInt128 Low) Content, ulong Hash, string? Problem);
}
