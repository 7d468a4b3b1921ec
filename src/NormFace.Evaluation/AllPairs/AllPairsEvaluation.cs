using System.Diagnostics;
using NormFace.Embeddings;
using NormFace.Scoring;
using NormFace.Verification;

namespace NormFace.AllPairs;

/// <summary>
/// Verification over all N (N − 1) / 2 pairs of an embedding set, exactly, at nearly the speed of the matrix product.
/// </summary>
/// <remarks>
/// <para>
/// Scores are cosines in float32: rows brought to length 1, then one chain of fused multiply-adds over the columns.
/// Genuine scores come first and are kept, 4 bytes each, sorted. Impostor scores come tile by tile and are counted at
/// once in 32,768 places of equal width; those in a place with a genuine score are ranked among the genuine scores, and
/// those near a wanted threshold are counted by the bits of the score. Where those thresholds lie is guessed from one
/// pair in a hundred; a wrong guess costs another pass, never exactness. Memory does not grow with the impostor pairs.
/// </para>
/// <para>
/// Intervals: identities are drawn at random into at most 24 groups of nearly equally many rows; each replicate draws
/// groups with replacement, weighs pairs as <see cref="SubjectBootstrap"/> does, and reads its figures from histograms
/// of 1,024 places, one for each pair of groups, shifted by what the same reading misses on the whole. The ends are
/// percentiles, widened for the number of groups. With fewer than about ten identities of two or more rows they mean
/// little.
/// </para>
/// </remarks>
public static class AllPairsEvaluation
{
    /// <summary>Evaluates a set.</summary>
    /// <param name="set">The embeddings; at least two identities, one of them with two rows.</param>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <param name="progress">
    /// Told from time to time, on any thread, how many pairs of the present pass are done.
    /// </param>
    /// <param name="cancel">Stops the evaluation.</param>
    /// <returns>The figures; they do not depend on the number of threads.</returns>
    /// <exception cref="InvalidDataException">
    /// A row shows no identity, there is one identity only, no identity has two rows, so few have that no replicate can
    /// be drawn, or the genuine pairs are too many to keep.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// An option is outside its range, or a wanted rate is finer than the impostor pairs can show.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static AllPairsResult Of(
        EmbeddingSet set, AllPairsOptions? options = null, IProgress<long>? progress = null,
        CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(set);
        return Run(set, set.CopyRow, options ?? new AllPairsOptions(), progress, cancel);
    }

    /// <summary>Evaluates the inner products of features as scores in place of their cosines.</summary>
    /// <param name="features">The features; at least two identities, one of them with two rows.</param>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <param name="cancel">Stops the evaluation.</param>
    /// <returns>
    /// The figures. Scores are the inner products over the largest square of a length: they stay in [−1, 1] and order
    /// pairs as inner products do.
    /// </returns>
    /// <exception cref="InvalidDataException">As for embeddings.</exception>
    /// <exception cref="ArgumentOutOfRangeException">As for embeddings.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static AllPairsResult OfInnerProducts(
        FeatureSet features, AllPairsOptions? options = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(features);
        var factor = 1 / Enumerable.Range(0, features.Count).Max(row => UnitVector.LengthOf(features.Row(row)));
        return Run(
            features, (row, values) =>
                UnitVector.Scale(features.Row(row), factor, values), options ?? new AllPairsOptions(), null, cancel);
    }

    /// <summary>Every pair with its score, for what needs them one by one.</summary>
    /// <param name="set">The embeddings.</param>
    /// <returns>N (N − 1) / 2 pairs of 16 bytes each; scores as above.</returns>
    /// <exception cref="OverflowException">They are more than an array can hold.</exception>
    public static ScorePair[] Scores(EmbeddingSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        var pairs = new ScorePair[checked((int)(set.Count * (set.Count - 1L) / 2))];
        CosineScan.Within(set, [.. Enumerable.Range(0, set.Count)])(() => (row, scores) =>
        {
            var position = (int)(row * (row - 1L) / 2);
            for (var other = 0; other < scores.Length; other++)
            {
                pairs[position + other] = new ScorePair(scores[other], set.Labels[other], set.Labels[row]);
            }
        });
        return pairs;
    }

    private static AllPairsResult Run(
        PictureRows set, RowWriter write, AllPairsOptions options, IProgress<long>? progress, CancellationToken cancel)
    {
        options.Check();
        var start = Stopwatch.GetTimestamp();

        var groups = new IdentityGroups(set.Labels, set.Identities.Count, options.Seed);
        var pairCount = set.Count * (set.Count - 1L) / 2;
        var (genuineCount, impostorCount) = (groups.Genuine, pairCount - groups.Genuine);
        CheckCounts(set, genuineCount, impostorCount, options.Fars);

        using var rows = new PackedRows(set, groups.Groups, write, options.Threads);
        var genuine = GenuineScores.Of(rows, genuineCount, options.HardestCount, options.Threads, cancel);
        var plan = new CountingPlan(
            genuine, Guess(rows, genuine, genuineCount, impostorCount, options), options.Limits);
        var counts = CountingPass.Run(rows, plan, options.HardestCount, options.Threads, progress, cancel);
        if (counts.Total != impostorCount)
        {
            throw new InvalidOperationException(
                $"{impostorCount} impostor pairs were to be counted, but {counts.Total} were.");
        }

        // Replicates read the coarse histograms alone, so they are drawn while the exact figures are looked for.
        var bootstrap = new GroupBootstrap(genuine.Coarse, counts.Coarse);
        var replicates = Task.Run(
            () => bootstrap.Figures(options.Fars, options.ReplicateCount, options.Seed, options.Threads), cancel);
        var search = new RankSearch(counts);
        var further = search.Find(
            Ranks(genuine, counts, genuineCount, options.Fars),
            ranges =>
                CountingPass.Run(
                    rows, new CountingPlan(null, ranges, options.Limits), 1, options.Threads, progress, cancel));
        var scores = ExactGroups.Of(genuine, counts, search.Resolved);

        var (equal, area) = (RocCurve.EqualErrorRate(scores), RocCurve.Auc(scores));
        OperatingPoint[] points = [.. options.Fars.Select(far => RocCurve.At(scores, far))];
        double[] figures = [equal.Rate, area, .. points.Select(point => point.Tar)];
        var shifted = GroupBootstrap.Shifted(replicates.GetAwaiter().GetResult(), figures);
        var intervals = bootstrap.Intervals(shifted, figures, options.Level);

        return new AllPairsResult
        {
            Summary = new VerificationSummary(
                intervals[0],
                intervals[1],
                [.. options.Fars.Select(
                    (far, index) => new RateAt(far, intervals[2 + index], points[index].Threshold))],
                set.Identities.Count,
                genuineCount,
                impostorCount)
            {
                Scores = scores,
            },
            EqualErrorRate = equal,
            BestThreshold = RocCurve.BestThreshold(scores),
            HardestGenuine = genuine.Hardest,
            HardestImpostor = counts.Hardest!.InOrder(),
            Histogram = PlaceHistogram.Of(genuine, counts),
            Names = set.Names,
            Replicates = shifted,
            GroupCount = bootstrap.GroupCount,
            PairCount = pairCount,
            PassCount = 1 + further,
            Seconds = Stopwatch.GetElapsedTime(start).TotalSeconds,
        };
    }

    private static void CheckCounts(PictureRows set, long genuineCount, long impostorCount, IReadOnlyList<double> fars)
    {
        RowIdentities.Require(set);
        if (genuineCount == 0)
        {
            throw new InvalidDataException(
                $"Verification needs an identity with two rows at least, but each of the {set.Count} rows shows "
                    + "another identity. "
                + "The identity of a row is the first folder of its name.");
        }

        if (impostorCount == 0)
        {
            throw new InvalidDataException(
                $"Verification needs two identities at least, but all {set.Count} rows show "
                    + $"'{set.Identities.IdentityOf(0)}'. "
                + "The identity of a row is the first folder of its name.");
        }

        if (genuineCount > GenuineScores.MostPairs)
        {
            throw new InvalidDataException(
                $"Genuine scores are kept, at most {GenuineScores.MostPairs}, but the set has {genuineCount} "
                    + "genuine pairs. Choose fewer rows of its largest identities.");
        }

        foreach (var far in fars)
        {
            RocCurve.CheckFar(far, 1.0 / impostorCount, impostorCount);
        }
    }

    private static OrderRange[] Guess(
        PackedRows rows, GenuineScores genuine, long genuineCount, long impostorCount, AllPairsOptions options)
    {
        var wanted = Math.Min(Math.Max(options.Limits.PilotPairs, impostorCount / 100), 2 * impostorCount);
        var pilot = PilotSample.Count(rows, wanted, options.Seed, options.Threads);
        var ranges = new PilotRanges(pilot, options.Limits.Margin);
        return [.. options.Fars.Select(ranges.OfFar), ranges.OfEqualErrorRate(genuine, genuineCount)];
    }

    private static List<long> Ranks(
        GenuineScores genuine, ImpostorCounts counts, long genuineCount, IReadOnlyList<double> fars)
    {
        List<long> ranks = [
            .. fars.Select(far => Math.Min(counts.Total, RocCurve.MostAccepted(far, counts.Total) + 1))];
        if (WantedRank.OfEqualErrorRate(genuine, counts.Gaps, genuineCount, counts.Total) is > 0 and var rank)
        {
            ranks.Add(rank);
        }

        return ranks;
    }
}
