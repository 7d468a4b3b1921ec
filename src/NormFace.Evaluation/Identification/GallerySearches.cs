using NormFace.Scoring;

namespace NormFace.Identification;

/// <summary>
/// What every probe found in a gallery: all that identification needs of the scores, in memory that does not grow with
/// the gallery.
/// </summary>
/// <remarks>
/// An identity that is enrolled several times has the highest of its scores. The own identity's rank is 1 and one more
/// for every other identity whose score is at least as high: among equals the own one comes last, since nothing tells
/// them apart.
/// </remarks>
internal sealed class GallerySearches
{
    private readonly ScoreScan scan;
    private readonly int[] own;    // place of the own identity of each probe; -1 of a non-mated one
    private readonly int[] starts; // first column of each identity, and the number of columns
    private readonly float[] scores;
    private readonly int[] ranks;

    /// <summary>Goes through the scores once.</summary>
    /// <param name="scan">
    /// Scores of every probe with every gallery column, columns of one identity side by side.
    /// </param>
    /// <param name="probeLabels">Label of the identity of each probe. Shape <c>[P]</c>.</param>
    /// <param name="galleryLabels">Label of the identity of each column, ascending. Shape <c>[G]</c>.</param>
    public GallerySearches(ScoreScan scan, IReadOnlyList<int> probeLabels, IReadOnlyList<int> galleryLabels)
    {
        this.scan = scan;
        int[] firsts = [.. Enumerable.Range(0, galleryLabels.Count).Where(
            column => column == 0 || galleryLabels[column] != galleryLabels[column - 1])];
        var places = firsts.Select((column, place) => (Label: galleryLabels[column], place))
            .ToDictionary(entry => entry.Label, entry => entry.place);
        own = [.. probeLabels.Select(label => places.TryGetValue(label, out var place) ? place : -1)];
        starts = [.. firsts, galleryLabels.Count];
        scores = new float[own.Length];
        ranks = new int[own.Length];
        Candidates = ScorePasses.First(scan, counter => Searches((probe, best) =>
        {
            Note(probe, best);
            OnOthers(probe, best, counter.Count);
        }));
        MatedCount = own.Count(place => place >= 0);
    }

    private delegate void OnScores(ReadOnlySpan<float> scores);

    private delegate void Search(int probe, ReadOnlySpan<float> best);

    /// <summary>Number of identities enrolled.</summary>
    public int IdentityCount => starts.Length - 1;

    /// <summary>Number of probes whose identity is enrolled.</summary>
    public int MatedCount { get; }

    /// <summary>Number of probes whose identity is not enrolled.</summary>
    public int NonMatedCount => own.Length - MatedCount;

    /// <summary>
    /// Of a mated probe the score of its own identity, of another the highest score. Shape <c>[P]</c>.
    /// </summary>
    public IReadOnlyList<float> Scores => scores;

    /// <summary>Rank of the own identity of a mated probe, from 1; 0 of a non-mated one. Shape <c>[P]</c>.</summary>
    public IReadOnlyList<int> Ranks => ranks;

    /// <summary>The scores of mated probes with identities other than their own, counted.</summary>
    public ScoreRadix Candidates { get; }

    /// <summary>Goes through the scores again, to know the candidates of some ranks exactly.</summary>
    public void Resolve(IEnumerable<long> candidateRanks)
    {
        Candidates.Narrow(candidateRanks);
        ScorePasses.Second(
            scan, Candidates, counter => Searches((probe, best) => OnOthers(probe, best, counter.CountInside)));
    }

    // Each worker reduces columns to identities in its own buffer.
    private ScoreVisitor Searches(Search search)
    {
        var best = new float[IdentityCount];
        return (probe, row) =>
        {
            if (row.Length == best.Length)
            {
                search(probe, row);
                return;
            }

            for (var identity = 0; identity < best.Length; identity++)
            {
                var highest = row[starts[identity]];
                foreach (var score in row[(starts[identity] + 1)..starts[identity + 1]])
                {
                    highest = Math.Max(highest, score);
                }

                best[identity] = highest;
            }

            search(probe, best);
        };
    }

    private void Note(int probe, ReadOnlySpan<float> best)
    {
        if (own[probe] < 0)
        {
            var highest = best[0];
            foreach (var score in best)
            {
                highest = Math.Max(highest, score);
            }

            scores[probe] = highest;
            return;
        }

        var mine = best[own[probe]];
        var rank = 0; // the own identity counts itself
        foreach (var score in best)
        {
            rank += score >= mine ? 1 : 0;
        }

        (scores[probe], ranks[probe]) = (mine, rank);
    }

    private void OnOthers(int probe, ReadOnlySpan<float> best, OnScores visit)
    {
        if (own[probe] >= 0)
        {
            visit(best[..own[probe]]);
            visit(best[(own[probe] + 1)..]);
        }
    }
}
