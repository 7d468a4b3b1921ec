using System.Runtime.ExceptionServices;

namespace NormFace.Verification;

/// <summary>
/// Computes figures on replicates, several at once; the results do not depend on how many threads there are.
/// </summary>
internal static class SubjectReplicates
{
    private const int FirstCoupleReplicates = 100;
    private const double NegligibleShare = 0.05;

    /// <summary>Computes figures of weighted pairs.</summary>
    public delegate void Reader(ReadOnlySpan<int> weights, Span<double> figures);

    private delegate void WeightDraw((int Seed, int Replicate) key, Span<int> scratch, Span<int> weights);

    /// <summary>Draws replicates and computes the figures on each.</summary>
    /// <param name="sample">The identities of the pairs.</param>
    /// <param name="figureCount">Number of figures.</param>
    /// <param name="reader">Makes a reader for one thread.</param>
    /// <param name="options">Settings.</param>
    /// <param name="columnsPerFigure">How many of the numbers belong to one figure of the caller, for messages.</param>
    /// <returns>Of each figure its value, its replicates, and what they tell.</returns>
    public static ReplicateSpread[] Run(
        SubjectSample sample, int figureCount, Func<Reader> reader, SubjectBootstrapOptions options,
        int columnsPerFigure = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.ReplicateCount, 1, nameof(options.ReplicateCount));
        ConfidenceLevel.Check(options.Level, nameof(options));

        var values = new double[figureCount];
        var ones = new int[sample.PairCount];
        Array.Fill(ones, 1);
        Read(reader(), ones, values, columnsPerFigure);

        var subjects = Table(figureCount, options.ReplicateCount);
        var couples = Table(
            figureCount, sample.CoupleCount == 0 ? 0 : Math.Min(FirstCoupleReplicates, options.ReplicateCount));
        var (done, total) = (0, subjects.Length + couples.Length);
        Fill(subjects, 0, options.ReplicateCount, sample.DrawIdentities, sample.IdentityCount);
        Fill(couples, 0, couples.Length, sample.DrawCouples, sample.CoupleCount);

        // Where nearly every two identities meet, their own share of the spread is tiny, and knowing it finely changes
        // nothing.
        if (couples.Length < subjects.Length && Spreads().Any(spread => spread.CoupleShare > NegligibleShare))
        {
            var known = couples.Length;
            couples = [.. couples, .. Table(figureCount, subjects.Length - known)];
            total = subjects.Length + couples.Length;
            Fill(couples, known, couples.Length, sample.DrawCouples, sample.CoupleCount);
        }

        return [.. Spreads()];

        IEnumerable<ReplicateSpread> Spreads() => values.Select((value, figure) => new ReplicateSpread(
            value,
            [.. subjects.Select(row => row[figure])],
            [.. couples.Select(row => row[figure])],
            sample.EffectiveCount));

        void Fill(double[][] table, int start, int end, WeightDraw draw, int scratchSize) => InParallel(
            start,
            end,
            () => (Scratch: new int[scratchSize], Weights: new int[sample.PairCount], Reader: reader()),
            (replicate, worker) =>
            {
                draw((options.Seed, replicate), worker.Scratch, worker.Weights);
                Read(worker.Reader, worker.Weights, table[replicate], columnsPerFigure);
                options.Progress?.Report((Interlocked.Increment(ref done), total));
            });
    }

    private static void Read(Reader reader, ReadOnlySpan<int> weights, double[] figures, int columnsPerFigure)
    {
        reader(weights, figures);
        var wrong = figures.AsSpan().IndexOf(double.NaN);
        if (wrong >= 0)
        {
            throw new ArgumentException($"figures[{wrong / columnsPerFigure}] must give a number, but gave NaN.");
        }
    }

    private static double[][] Table(int figureCount, int replicateCount) =>
        [.. Enumerable.Range(0, replicateCount).Select(_ => new double[figureCount])];

    // One failing figure tells its own story, not that of an aggregate.
    private static void InParallel<TWorker>(int start, int end, Func<TWorker> worker, Action<int, TWorker> body)
    {
        try
        {
            Parallel.For(
                start,
                end,
                new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
                worker,
                (index, _, mine) =>
                {
                    body(index, mine);
                    return mine;
                },
                _ => { });
        }
        catch (AggregateException error)
        {
            ExceptionDispatchInfo.Throw(error.InnerExceptions[0]);
        }
    }
}
