using System.Runtime.ExceptionServices;
using NormFace.Embeddings;
using NormFace.PairLists;
using NormFace.Reports;
using NormFace.Scoring;
using NormFace.Verification;

namespace NormFace.Conditions;

/// <summary>
/// Where a threshold errs: genuine pairs lost and impostor pairs accepted by the conditions of their pictures, with
/// intervals over people, the worst pairs, and the people behind most errors.
/// </summary>
/// <remarks>
/// <para>
/// A pair is accepted if and only if its score is at least the threshold. Bins of numbers are cut at quantiles of the
/// genuine pairs; see <see cref="ConditionTable"/> for the condition of a pair. Rates and differences of all bins come
/// from the same replicates of people, as those of <see cref="SubjectBootstrap"/>.
/// </para>
/// <para>
/// Conditions go together: blurred faces are often small. A bin tells where errors are, not what causes them. Of many
/// bins, one in twenty differs from the rest by chance at a level of 0.95.
/// </para>
/// </remarks>
public sealed partial record ErrorsByCondition : ReportAddition
{
    private const int MostErrors = 50_000_000; // kept, with a bin for each condition

    private ErrorsByCondition()
    {
    }

    /// <summary>The threshold.</summary>
    public required double Threshold { get; init; }

    /// <summary>Where the threshold comes from.</summary>
    public required string ThresholdOrigin { get; init; }

    /// <summary>All genuine pairs.</summary>
    public required BinErrors Genuine { get; init; }

    /// <summary>All impostor pairs.</summary>
    public required BinErrors Impostor { get; init; }

    /// <summary>Errors by each condition, in the order of the table's columns.</summary>
    public required IReadOnlyList<ConditionErrors> Conditions { get; init; }

    /// <summary>Genuine pairs that are lost, the lowest score first.</summary>
    public required IReadOnlyList<ErrorPair> WorstGenuine { get; init; }

    /// <summary>Impostor pairs that are accepted, the highest score first.</summary>
    public required IReadOnlyList<ErrorPair> WorstImpostor { get; init; }

    /// <summary>People with the most lost pairs, most first.</summary>
    public required IReadOnlyList<PersonErrors> PeopleLost { get; init; }

    /// <summary>People with the most accepted pairs, most first.</summary>
    public required IReadOnlyList<PersonErrors> PeopleAccepted { get; init; }

    /// <summary>The fewest people whose own pairs make half of the lost pairs; 0 if none is lost.</summary>
    public required int PeopleOfHalfLost { get; init; }

    /// <summary>Number of pictures, and how many of them have no row in the table.</summary>
    public required (int All, int WithoutRow) Pictures { get; init; }

    /// <summary>What was left out: columns with the reason, rows without a picture.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    internal IReadOnlyList<ConditionColumn> Columns { get; init; } = [];

    internal (long Pairs, int People) Least { get; init; }

    /// <summary>Errors on all pairs of a set; scores are those of <c>AllPairsEvaluation</c>, bit for bit.</summary>
    /// <param name="set">The embeddings: two people at least, one of them with two pictures.</param>
    /// <param name="table">What is known of the pictures.</param>
    /// <param name="threshold">Accepts a pair from it on; finite.</param>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <param name="cancel">Stops between rows.</param>
    /// <returns>The errors; they do not depend on the number of threads.</returns>
    /// <remarks>Memory grows with the errors and the pictures, not with the pairs.</remarks>
    /// <exception cref="InvalidDataException">
    /// No picture has a row in the table, a picture shows nobody, a kind of pairs is missing, or there are more errors
    /// than can be kept.
    /// </exception>
    /// <exception cref="ArgumentException">The threshold is not finite, or an option is outside its range.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static ErrorsByCondition Of(
        EmbeddingSet set,
        ConditionTable table,
        double threshold,
        ErrorsByConditionOptions? options = null,
        CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(table);
        options = Checked(options, threshold);
        RowIdentities.Require(set);

        var pictures = Enumerable.Range(0, set.Identities.Count).Select(_ => new List<int>()).ToArray();
        for (var row = 0; row < set.Count; row++)
        {
            pictures[set.Labels[row]].Add(row);
        }

        var genuineCount = pictures.Sum(rows => rows.Count * (rows.Count - 1L) / 2);
        CheckKinds(genuineCount, (set.Count * (set.Count - 1L) / 2) - genuineCount);
        var (columns, missing, unknown) = table.Over(set.Names);
        var conditions = PairConditions.Of(
            columns, set.Count, genuineCount, pictures.SelectMany(Pairs), options.Bins);
        var errors = ErrorsOf(set, threshold, cancel);
        var counts = new AllPairCounts(
            conditions.All, set.Labels, pictures, [.. errors.Select(pair => (pair.First, pair.Second))]);
        return Of(
            counts,
            conditions,
            options,
            threshold,
            (set.Count, missing),
            unknown,
            [.. errors.Select(pair => new ErrorPair(set.Names[pair.First], set.Names[pair.Second], pair.Score)
            {
                Places = (pair.First, pair.Second),
            })],
            place => set.Labels[place],
            label => (set.Identities.IdentityOf(label), pictures[label].Count * (pictures[label].Count - 1L) / 2))
            with
        { Columns = columns };
    }

    /// <summary>Errors on listed pairs.</summary>
    /// <param name="scored">The pairs with their scores.</param>
    /// <param name="table">What is known of the pictures.</param>
    /// <param name="threshold">Accepts a pair from it on; finite.</param>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <returns>The errors.</returns>
    /// <exception cref="InvalidDataException">No picture has a row in the table.</exception>
    /// <exception cref="ArgumentException">The threshold is not finite, or an option is outside its range.</exception>
    public static ErrorsByCondition Of(
        ScoredPairs scored, ConditionTable table, double threshold, ErrorsByConditionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(scored);
        ArgumentNullException.ThrowIfNull(table);
        options = Checked(options, threshold);

        var (list, scores) = (scored.List, scored.Scores);
        Dictionary<string, int> places = new(StringComparer.Ordinal);
        foreach (var name in list.Pairs.SelectMany(pair => new[] { pair.First, pair.Second }))
        {
            places.TryAdd(name, places.Count);
        }

        (int First, int Second)[] pictures =
            [.. list.Pairs.Select(pair => (places[pair.First], places[pair.Second]))];
        (int First, int Second)[] people = [.. list.FirstIdentities.Zip(list.SecondIdentities)];
        var isGenuine = Array.ConvertAll(people, pair => pair.First == pair.Second);
        bool[] isError = [.. scores.Select((score, pair) => (score >= threshold) != isGenuine[pair])];
        var names = new string[people.Max(pair => Math.Max(pair.First, pair.Second)) + 1];
        for (var pair = 0; pair < people.Length; pair++)
        {
            names[people[pair].First] ??= NameOf(list.Pairs[pair].First);
            names[people[pair].Second] ??= NameOf(list.Pairs[pair].Second);
        }

        var labels = new int[places.Count];
        var ofPeople = new long[names.Length];
        for (var pair = 0; pair < people.Length; pair++)
        {
            (labels[pictures[pair].First], labels[pictures[pair].Second]) = people[pair];
            ofPeople[people[pair].First] += isGenuine[pair] ? 1 : 0;
        }

        var (columns, missing, unknown) = table.Over([.. places.Keys]);
        var conditions = PairConditions.Of(
            columns,
            places.Count,
            isGenuine.LongCount(genuine => genuine),
            pictures.Where((_, pair) => isGenuine[pair]),
            options.Bins);
        return Of(
            new ListedPairCounts(conditions.All, names.Length, pictures, people, isError),
            conditions,
            options,
            threshold,
            (places.Count, missing),
            unknown,
            [.. Enumerable.Range(0, people.Length).Where(pair => isError[pair]).Select(pair =>
                new ErrorPair(list.Pairs[pair].First, list.Pairs[pair].Second, scores[pair])
                {
                    Places = pictures[pair],
                })],
            place => labels[place],
            label => (names[label], ofPeople[label])) with
        { Columns = columns };
    }

    private static ErrorsByCondition Of(
        CountedPairs counts,
        PairConditions conditions,
        ErrorsByConditionOptions options,
        double threshold,
        (int All, int WithoutRow) pictures,
        string? unknown,
        IReadOnlyList<ErrorPair> errors,
        Func<int, int> labelOf,
        Func<int, (string Name, long GenuineCount)> person)
    {
        var rates = new ErrorRates(counts, options);
        var isLost = errors.ToLookup(pair => labelOf(pair.Places.First) == labelOf(pair.Places.Second));
        var lost = isLost[true].CountBy(pair => labelOf(pair.Places.First)).ToDictionary();
        var accepted = isLost[false]
            .SelectMany(pair => new[] { labelOf(pair.Places.First), labelOf(pair.Places.Second) })
            .CountBy(label => label)
            .ToDictionary();
        return new ErrorsByCondition
        {
            Threshold = threshold,
            ThresholdOrigin = options.ThresholdOrigin,
            Least = (options.LeastPairs, options.LeastPeople),
            Genuine = rates.Genuine(0, 0),
            Impostor = rates.Impostor(0, 0),
            Conditions = [.. conditions.All.Select(Errors).Skip(1)],
            WorstGenuine = [.. isLost[true].OrderBy(pair => pair.Score).Take(options.WorstCount)],
            WorstImpostor = [.. isLost[false].OrderByDescending(pair => pair.Score).Take(options.WorstCount)],
            PeopleLost = Most(lost),
            PeopleAccepted = Most(accepted),
            PeopleOfHalfLost = Half(lost.Values),
            Pictures = pictures,
            Notes =
            [
                .. conditions.LeftOut.Select(reason => $"Left out: {reason}."),
                .. unknown is null ? Array.Empty<string>() : [unknown],
            ],
        };

        ConditionErrors Errors(PairCondition condition, int index) => new(
            condition.Column,
            PairRules.Word(condition.Rule),
            [.. Enumerable.Range(0, condition.BinCount)
                .Select(bin => (Bin: bin, Genuine: rates.Genuine(index, bin), Impostor: rates.Impostor(index, bin)))
                .Where(entry =>
                    entry.Bin != condition.Unknown || entry.Genuine.PairCount + entry.Impostor.PairCount > 0)
                .Select(entry => entry.Bin == condition.Unknown
                    ? new ConditionBin("not known", double.NaN, double.NaN, entry.Genuine, entry.Impostor, false)
                    : new ConditionBin(
                        condition.Ranges[entry.Bin].Label,
                        condition.Ranges[entry.Bin].Low,
                        condition.Ranges[entry.Bin].High,
                        entry.Genuine,
                        entry.Impostor,
                        true))]);

        IReadOnlyList<PersonErrors> Most(Dictionary<int, int> errorsOf) =>
            [.. errorsOf.OrderByDescending(entry => entry.Value)
                .ThenBy(entry => person(entry.Key).Name, StringComparer.Ordinal)
                .Take(options.PeopleCount)
                .Select(entry => new PersonErrors(
                    person(entry.Key).Name,
                    lost.GetValueOrDefault(entry.Key),
                    person(entry.Key).GenuineCount,
                    accepted.GetValueOrDefault(entry.Key)))];
    }

    // Errors of all pairs, in the order of the rows.
    private static List<RowPair> ErrorsOf(EmbeddingSet set, double threshold, CancellationToken cancel)
    {
        List<List<RowPair>> found = [];
        var total = 0L;
        try
        {
            CosineScan.Within(set, [.. Enumerable.Range(0, set.Count)])(Worker);
        }
        catch (AggregateException error)
        {
            ExceptionDispatchInfo.Throw(error.InnerExceptions[0]); // one worker tells the story of all
        }

        List<RowPair> errors = [.. found.SelectMany(mine => mine)];
        errors.Sort((first, second) => (first.First, first.Second).CompareTo((second.First, second.Second)));
        return errors;

        ScoreVisitor Worker()
        {
            List<RowPair> mine = [];
            lock (found)
            {
                found.Add(mine);
            }

            return (row, scores) =>
            {
                cancel.ThrowIfCancellationRequested();
                var (label, before) = (set.Labels[row], mine.Count);
                for (var other = 0; other < scores.Length; other++)
                {
                    if ((scores[other] >= threshold) != (set.Labels[other] == label))
                    {
                        mine.Add(new RowPair(other, row, scores[other] + 0f));
                    }
                }

                if (Interlocked.Add(ref total, mine.Count - before) > MostErrors)
                {
                    throw new InvalidDataException(FormattableString.Invariant(
                        $"Errors are kept, at most {MostErrors:N0}, but the threshold {threshold} makes more on ")
                        + FormattableString.Invariant($"{set.Count:N0} pictures. Choose a higher threshold."));
                }
            };
        }
    }

    private static ErrorsByConditionOptions Checked(ErrorsByConditionOptions? options, double threshold)
    {
        if (!double.IsFinite(threshold))
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"threshold must be a finite score, so that there is something to accept, but was {threshold}. ")
                + "Choose a threshold, or a false match rate that the pairs can show.", nameof(threshold));
        }

        options ??= new ErrorsByConditionOptions();
        options.Check();
        return options;
    }

    private static void CheckKinds(long genuine, long impostor)
    {
        if (genuine == 0 || impostor == 0)
        {
            throw new InvalidDataException(FormattableString.Invariant(
                $"Errors by condition need genuine and impostor pairs, but there are {genuine} and {impostor}. ")
                + "The identity of a row is the first folder of its name.");
        }
    }

    private static IEnumerable<(int First, int Second)> Pairs(List<int> rows)
    {
        for (var first = 0; first < rows.Count; first++)
        {
            for (var second = first + 1; second < rows.Count; second++)
            {
                yield return (rows[first], rows[second]);
            }
        }
    }

    // How few people make half of the errors.
    private static int Half(IReadOnlyCollection<int> errors)
    {
        var (sum, people) = (0L, 0);
        var all = errors.Sum(count => (long)count);
        foreach (var count in errors.OrderDescending())
        {
            if (2 * sum >= all)
            {
                break;
            }

            sum += count;
            people++;
        }

        return people;
    }

    private static string NameOf(string picture) =>
        Datasets.PictureEntry.At(picture).Identity is { Length: > 0 } identity ? identity : picture;
}
