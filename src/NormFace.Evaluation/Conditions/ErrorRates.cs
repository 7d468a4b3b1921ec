using NormFace.Sampling;
using NormFace.Verification;

namespace NormFace.Conditions;

/// <summary>Rates of all bins with their intervals over people, all from the same draws.</summary>
internal sealed class ErrorRates
{
    private const int CoupleReplicates = 200;

    private readonly CountedPairs pairs;
    private readonly ErrorsByConditionOptions options;
    private readonly long[] counts;
    private readonly double[][] subjects; // [replicate][figure], NaN where a replicate has no pair
    private readonly double[][] couples;

    public ErrorRates(CountedPairs pairs, ErrorsByConditionOptions options)
    {
        (this.pairs, this.options) = (pairs, options);
        counts = new long[pairs.SlotCount * PairCounts.Kinds];
        pairs.Count([.. Enumerable.Repeat(1, pairs.IdentityCount)], counts);
        var (seed, number) = (options.Bootstrap.Seed, options.Bootstrap.ReplicateCount);
        var total = number + Math.Min(number, CoupleReplicates);
        var done = 0;
        subjects = Replicates(number, (replicate, drawn) =>
        {
            var weights = new int[pairs.IdentityCount];
            var random = new SeededDraw(seed, replicate);
            for (var draw = 0; draw < weights.Length; draw++)
            {
                weights[random.NextIndex(weights.Length)]++;
            }

            pairs.Count(weights, drawn);
            options.Bootstrap.Progress?.Report((Interlocked.Increment(ref done), total));
        });
        couples = Replicates(total - number, (replicate, drawn) =>
        {
            pairs.CountCouples((seed, replicate), drawn);
            options.Bootstrap.Progress?.Report((Interlocked.Increment(ref done), total));
        });
    }

    /// <summary>The genuine pairs of a bin.</summary>
    public BinErrors Genuine(int condition, int bin) => Of(condition, bin, PairCounts.Genuine);

    /// <summary>The impostor pairs of a bin.</summary>
    public BinErrors Impostor(int condition, int bin) => Of(condition, bin, PairCounts.Impostor);

    private BinErrors Of(int condition, int bin, int kind)
    {
        var slot = pairs.Offsets[condition] + bin;
        var people = kind == PairCounts.Genuine ? pairs.GenuinePeople : pairs.ImpostorPeople;
        var at = (slot * PairCounts.Kinds) + kind;
        var (count, errors) = (counts[at], counts[at + 1]);
        var result = new BinErrors(count, people[slot], errors)
        {
            ShareOfPairs = Ratio(count, counts[kind]), // slot 0 is that of all pairs
            ShareOfErrors = counts[kind + 1] > 0 ? Ratio(errors, counts[kind + 1]) : 0,
        };
        if (!IsLarge(count, people[slot]))
        {
            return result;
        }

        var place = (slot * PairCounts.Kinds) + kind;
        var rest = Rest(counts, condition, bin, kind);
        var others = MostOthers(condition, bin, people);
        return result with
        {
            Rate = errors == 0 || errors == count
                ? Extreme(errors > 0, kind == PairCounts.Genuine ? people[slot] : Math.Max(1, people[slot] / 2))
                : Interval(Ratio(errors, count), place, people[slot]),
            Difference = IsLarge(rest.Pairs, others)
                ? Interval(
                    Ratio(errors, count) - Ratio(rest.Errors, rest.Pairs), place + 1, Math.Min(people[slot], others))
                : null,
        };
    }

    private bool IsLarge(long count, int people) => count >= options.LeastPairs && people >= options.LeastPeople;

    private ConfidenceInterval Extreme(bool areAllErrors, int trials)
    {
        var interval = ExactBinomial.Interval(0, trials, options.Bootstrap.Level);
        return areAllErrors
            ? new ConfidenceInterval(1, 1 - interval.High, 1, interval.Level)
            : interval;
    }

    private ConfidenceInterval Interval(double value, int figure, int people) => new ReplicateSpread(
        value, Known(subjects, figure), Known(couples, figure), people).Interval(options.Bootstrap.Level);

    // A replicate without a pair of the bin tells nothing about it; of ten people or more, it is rare.
    private static double[] Known(double[][] replicates, int figure)
    {
        double[] known = [.. replicates.Select(row => row[figure]).Where(number => !double.IsNaN(number))];
        return known.Length > 0 || replicates.Length == 0 ? known : [0];
    }

    // People of the other bins: at least as many as the bin that has most of them.
    private int MostOthers(int condition, int bin, int[] people)
    {
        var most = 0;
        for (var other = 0; other < pairs.Conditions[condition].Unknown; other++)
        {
            most = other == bin ? most : Math.Max(most, people[pairs.Offsets[condition] + other]);
        }

        return most;
    }

    private (long Pairs, long Errors) Rest(ReadOnlySpan<long> drawn, int condition, int bin, int kind)
    {
        long count = 0, errors = 0;
        for (var other = 0; other < pairs.Conditions[condition].Unknown; other++)
        {
            if (other != bin)
            {
                var at = ((pairs.Offsets[condition] + other) * PairCounts.Kinds) + kind;
                (count, errors) = (count + drawn[at], errors + drawn[at + 1]);
            }
        }

        return (count, errors);
    }

    // Of each slot: rate and difference of genuine pairs, rate and difference of impostor pairs.
    private double[][] Replicates(int number, Action<int, long[]> count)
    {
        var rows = new double[number][];
        Parallel.For(
            0,
            number,
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            () => new long[counts.Length],
            (replicate, _, drawn) =>
            {
                Array.Clear(drawn);
                count(replicate, drawn);
                rows[replicate] = Figures(drawn);
                return drawn;
            },
            _ => { });
        return rows;
    }

    private double[] Figures(long[] drawn)
    {
        var figures = new double[drawn.Length];
        for (var condition = 0; condition < pairs.Conditions.Count; condition++)
        {
            for (var bin = 0; bin < pairs.Conditions[condition].BinCount; bin++)
            {
                for (var kind = PairCounts.Genuine; kind <= PairCounts.Impostor; kind += PairCounts.Impostor)
                {
                    var at = ((pairs.Offsets[condition] + bin) * PairCounts.Kinds) + kind;
                    var rest = Rest(drawn, condition, bin, kind);
                    figures[at] = Ratio(drawn[at + 1], drawn[at]);
                    figures[at + 1] = figures[at] - Ratio(rest.Errors, rest.Pairs);
                }
            }
        }

        return figures;
    }

    private static double Ratio(long part, long whole) => (double)part / whole; // NaN of nothing
}
