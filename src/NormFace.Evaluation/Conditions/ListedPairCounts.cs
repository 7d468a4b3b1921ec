namespace NormFace.Conditions;

/// <summary>Counts of pairs that are given one by one.</summary>
internal sealed class ListedPairCounts : CountedPairs
{
    private readonly (int First, int Second)[] people;
    private readonly bool[] isError;
    private readonly int[] slots;   // [pair, condition]
    private readonly int[] couples; // of impostor pairs; those of genuine pairs are not used

    /// <param name="conditions">The conditions.</param>
    /// <param name="identityCount">Number of people.</param>
    /// <param name="pictures">Both pictures of each pair. Shape <c>[P]</c>.</param>
    /// <param name="people">Both people of each pair, equal for a genuine one. Shape <c>[P]</c>.</param>
    /// <param name="isError">Whether a genuine pair is lost or an impostor pair accepted. Shape <c>[P]</c>.</param>
    public ListedPairCounts(
        IReadOnlyList<PairCondition> conditions,
        int identityCount,
        IReadOnlyList<(int First, int Second)> pictures,
        (int First, int Second)[] people,
        bool[] isError)
        : base(conditions, identityCount)
    {
        (this.people, this.isError) = (people, isError);
        couples = Couples(people);
        slots = [.. pictures.SelectMany(pair => conditions.Select(
            (condition, index) => Offsets[index] + condition.BinOf(pair.First, pair.Second)))];
        GenuinePeople = People(isGenuine: true);
        ImpostorPeople = People(isGenuine: false);
    }

    public override int[] GenuinePeople { get; }

    public override int[] ImpostorPeople { get; }

    public override void Count(ReadOnlySpan<int> weights, Span<long> counts)
    {
        for (var pair = 0; pair < people.Length; pair++)
        {
            var (first, second) = people[pair];
            Add(pair, first == second ? weights[first] : weights[first] * weights[second], counts);
        }
    }

    public override void CountCouples((int Seed, int Replicate) key, Span<long> counts)
    {
        for (var pair = 0; pair < people.Length; pair++)
        {
            Add(pair, people[pair].First == people[pair].Second ? 1 : CoupleWeight(key, couples[pair]), counts);
        }
    }

    private void Add(int pair, int weight, Span<long> counts)
    {
        if (weight == 0)
        {
            return;
        }

        var kind = people[pair].First == people[pair].Second ? PairCounts.Genuine : PairCounts.Impostor;
        foreach (var slot in slots.AsSpan(pair * Conditions.Count, Conditions.Count))
        {
            counts[(slot * PairCounts.Kinds) + kind] += weight;
            counts[(slot * PairCounts.Kinds) + kind + 1] += isError[pair] ? weight : 0;
        }
    }

    private int[] People(bool isGenuine)
    {
        var seen = new HashSet<int>[SlotCount];
        for (var slot = 0; slot < SlotCount; slot++)
        {
            seen[slot] = [];
        }

        for (var pair = 0; pair < people.Length; pair++)
        {
            if ((people[pair].First == people[pair].Second) == isGenuine)
            {
                foreach (var slot in slots.AsSpan(pair * Conditions.Count, Conditions.Count))
                {
                    seen[slot].Add(people[pair].First);
                    seen[slot].Add(people[pair].Second);
                }
            }
        }

        return [.. seen.Select(people => people.Count)];
    }
}
