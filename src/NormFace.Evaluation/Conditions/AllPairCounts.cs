namespace NormFace.Conditions;

/// <summary>
/// Counts of all pairs of a set. Only the errors are gone through one by one: the pairs of each bin follow from the
/// pictures, in time that grows with their number and not with that of the pairs.
/// </summary>
internal sealed class AllPairCounts : CountedPairs
{
    private readonly IReadOnlyList<int> labels;
    private readonly List<(int Identity, int Slot, long Pairs, long Lost)> genuine = [];
    private readonly (int First, int Second)[] accepted; // people
    private readonly int[] acceptedSlots;                // [pair, condition]
    private readonly int[] couples;
    private readonly long[] once;

    /// <param name="conditions">The conditions.</param>
    /// <param name="labels">Label of each picture. Shape <c>[N]</c>.</param>
    /// <param name="pictures">Pictures of each person.</param>
    /// <param name="errors">Genuine pairs that are lost and impostor pairs that are accepted, as pictures.</param>
    public AllPairCounts(
        IReadOnlyList<PairCondition> conditions,
        IReadOnlyList<int> labels,
        IReadOnlyList<IReadOnlyList<int>> pictures,
        IReadOnlyList<(int First, int Second)> errors)
        : base(conditions, pictures.Count)
    {
        this.labels = labels;
        CountGenuine(pictures, errors);
        (int First, int Second)[] pairs = [.. errors.Where(pair => labels[pair.First] != labels[pair.Second])];
        accepted = [.. pairs.Select(pair => (labels[pair.First], labels[pair.Second]))];
        couples = Couples(accepted);
        acceptedSlots = [.. pairs.SelectMany(pair => conditions.Select(
            (condition, index) => Offsets[index] + condition.BinOf(pair.First, pair.Second)))];
        GenuinePeople = new int[SlotCount];
        foreach (var entry in genuine)
        {
            GenuinePeople[entry.Slot]++;
        }

        ImpostorPeople = CountImpostorPeople(pictures);
        once = new long[SlotCount * PairCounts.Kinds];
        Count([.. Enumerable.Repeat(1, IdentityCount)], once);
    }

    public override int[] GenuinePeople { get; }

    public override int[] ImpostorPeople { get; }

    public override void Count(ReadOnlySpan<int> weights, Span<long> counts)
    {
        var ofPictures = new int[labels.Count];
        for (var picture = 0; picture < ofPictures.Length; picture++)
        {
            ofPictures[picture] = weights[labels[picture]];
        }

        var bins = new long[SlotCount];
        for (var index = 0; index < Conditions.Count; index++)
        {
            Conditions[index].CountPairs(ofPictures, bins.AsSpan(Offsets[index], Conditions[index].BinCount));
        }

        for (var slot = 0; slot < SlotCount; slot++)
        {
            counts[(slot * PairCounts.Kinds) + PairCounts.Impostor] = bins[slot];
        }

        foreach (var (identity, slot, pairs, lost) in genuine)
        {
            long weight = weights[identity];
            var at = slot * PairCounts.Kinds;
            counts[at + PairCounts.Genuine] += weight * pairs;
            counts[at + PairCounts.Lost] += weight * lost;
            counts[at + PairCounts.Impostor] -= weight * weight * pairs;
        }

        for (var pair = 0; pair < accepted.Length; pair++)
        {
            AddAccepted(pair, weights[accepted[pair].First] * weights[accepted[pair].Second], counts);
        }
    }

    // So many pairs of people have impostor pairs that drawing them moves only the accepted ones.
    public override void CountCouples((int Seed, int Replicate) key, Span<long> counts)
    {
        once.CopyTo(counts);
        for (var pair = 0; pair < accepted.Length; pair++)
        {
            AddAccepted(pair, CoupleWeight(key, couples[pair]) - 1, counts);
        }
    }

    private void AddAccepted(int pair, int weight, Span<long> counts)
    {
        if (weight == 0)
        {
            return;
        }

        foreach (var slot in acceptedSlots.AsSpan(pair * Conditions.Count, Conditions.Count))
        {
            counts[(slot * PairCounts.Kinds) + PairCounts.Accepted] += weight;
        }
    }

    private void CountGenuine(
        IReadOnlyList<IReadOnlyList<int>> pictures, IReadOnlyList<(int First, int Second)> errors)
    {
        var lostPairs = errors.Where(pair => labels[pair.First] == labels[pair.Second])
            .ToLookup(pair => labels[pair.First]);
        var (all, lost) = (new long[SlotCount], new long[SlotCount]);
        for (var identity = 0; identity < pictures.Count; identity++)
        {
            var own = pictures[identity];
            if (own.Count < 2)
            {
                continue;
            }

            Array.Clear(all);
            Array.Clear(lost);
            for (var first = 0; first < own.Count; first++)
            {
                for (var second = first + 1; second < own.Count; second++)
                {
                    Add(own[first], own[second], all);
                }
            }

            foreach (var (first, second) in lostPairs[identity])
            {
                Add(first, second, lost);
            }

            for (var slot = 0; slot < SlotCount; slot++)
            {
                if (all[slot] > 0)
                {
                    genuine.Add((identity, slot, all[slot], lost[slot]));
                }
            }
        }
    }

    private void Add(int first, int second, long[] to)
    {
        for (var index = 0; index < Conditions.Count; index++)
        {
            to[Offsets[index] + Conditions[index].BinOf(first, second)]++;
        }
    }

    // Whoever has more pairs in a bin than genuine ones, each of which both its pictures count.
    private int[] CountImpostorPeople(IReadOnlyList<IReadOnlyList<int>> pictures)
    {
        var own = genuine.ToLookup(entry => entry.Identity);
        var people = new int[SlotCount];
        var bins = new long[SlotCount];
        for (var identity = 0; identity < pictures.Count; identity++)
        {
            Array.Clear(bins);
            foreach (var picture in pictures[identity])
            {
                for (var index = 0; index < Conditions.Count; index++)
                {
                    Conditions[index].CountOthers(
                        picture, bins.AsSpan(Offsets[index], Conditions[index].BinCount));
                }
            }

            foreach (var entry in own[identity])
            {
                bins[entry.Slot] -= 2 * entry.Pairs;
            }

            for (var slot = 0; slot < SlotCount; slot++)
            {
                people[slot] += bins[slot] > 0 ? 1 : 0;
            }
        }

        return people;
    }
}
