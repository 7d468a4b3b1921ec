using System.Globalization;
using NormFace.Sampling;
using NormFace.Verification;

namespace NormFace.Studies;

/// <summary>
/// Brings the cells of a study together: means over folds and seeds, and differences to the first row with intervals.
/// </summary>
/// <remarks>
/// A replicate draws people, alike for all rows of a fold, and seeds: of a row's seeds as many as there are, with
/// replacement, alike for both
/// rows of a difference. So an interval says what other people and other seeds would likely have given. With three
/// seeds the share of the
/// seeds is taken a fifth too small.
/// </remarks>
public static class StudySummary
{
    private const double Level = 0.95;

    /// <summary>Summarises results.</summary>
    /// <param name="study">The study.</param>
    /// <param name="results">Results of some of its cells, each once.</param>
    /// <param name="comparison">How features are compared: <c>front</c> or <c>mirror</c>.</param>
    /// <returns>A summary of each row that has a result, in the study's order.</returns>
    /// <exception cref="InvalidDataException">
    /// A result is of another study, of a cell it has not, comes twice or lacks what others have.
    /// </exception>
    public static IReadOnlyList<RowSummary> Of(Study study, IReadOnlyCollection<CellResult> results, string comparison)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(results);
        Check(study, results, comparison);
        List<RowSummary> rows = [];
        var first = Tested(study, study.Rows[0], results, comparison);
        foreach (var row in study.Rows)
        {
            var tested = Tested(study, row, results, comparison);
            if (tested.Count > 0)
            {
                rows.Add(new RowSummary(
                    row,
                    results.Count(result => result.Row == row.Name),
                    Figures(tested, row == study.Rows[0] ? null : first)));
            }
        }

        return rows;
    }

    /// <summary>
    /// What another way to compare features changes in each row that has a result: the other way's figure, with its
    /// difference to the one.
    /// </summary>
    internal static IReadOnlyList<RowFigure> Changes(
        Study study,
        IReadOnlyCollection<CellResult> results,
        (string Comparison, string Name) one,
        (string Comparison, string Name) other)
    {
        List<RowFigure> changes = [];
        foreach (var row in study.Rows)
        {
            var (before, after) = (
                Tested(study, row, results, one.Comparison), Tested(study, row, results, other.Comparison));
            if (after.Count > 0)
            {
                changes.Add(Figure(
                    after.ToDictionary(tested => tested.Key, tested => Alone(tested.Value, other.Name)),
                    after.ToDictionary(
                        tested => tested.Key,
                        tested => Minus(Alone(tested.Value, other.Name), Alone(before[tested.Key], one.Name))),
                    ""));
            }
        }

        return changes;
    }

    // Nothing was drawn for a row that was not trained: one test of it stands for every seed.
    private static Dictionary<(int Fold, int Seed), CellFigures> Tested(
        Study study, StudyRow row, IEnumerable<CellResult> results, string comparison) =>
        results
        .Where(result => result.Row == row.Name)
        .SelectMany(
            result =>
                result.Folds.SelectMany(
                    fold =>
                        (
                            row.IsUntouched && (study.StartPath is not null || study.BaseSeed is not null)
                                ? study.Seeds
                                : [result.Seed])
            .Select(seed => (Key: (fold.Key, seed), Figures: fold.Value[comparison]))))
        .DistinctBy(tested => tested.Key)
        .ToDictionary(tested => tested.Key, tested => tested.Figures);

    private static Dictionary<string, RowFigure> Figures(
        Dictionary<(int Fold, int Seed), CellFigures> tested, Dictionary<(int Fold, int Seed), CellFigures>? first)
    {
        var shared = tested.Where(one => first?.ContainsKey(one.Key) == true).ToDictionary(
            one => one.Key, one => Minus(one.Value, first![one.Key]));
        Dictionary<string, RowFigure> figures = new(StringComparer.Ordinal);
        foreach (var name in tested.Values.First().Values.Keys)
        {
            figures[name] = Figure(tested, shared, name);
        }

        return figures;
    }

    private static RowFigure Figure(
        Dictionary<(int Fold, int Seed), CellFigures> tested,
        Dictionary<(int Fold, int Seed), CellFigures> differences,
        string name)
    {
        var difference = differences.Count == 0 ? null : Mean(differences, name);
        var seeds = tested.GroupBy(one => one.Key.Seed)
            .Select(seed => seed.Average(one => one.Value.Values[name]))
            .ToArray();
        return new RowFigure(
            Mean(tested, name).Interval(Level),
            seeds.Length > 1 ? MeanAndDeviation.Of(seeds).StandardError * Math.Sqrt(seeds.Length) : double.NaN,
            difference?.Interval(Level),
            difference is { HasReplicates: true } ? difference.Spread(Level).PValue : double.NaN,
            difference is { HasReplicates: true } ? difference.Spread(Level).LeastPValue : double.NaN);
    }

    // One figure without its name, so that it may be subtracted from another.
    private static CellFigures Alone(CellFigures figures, string name)
    {
        var column = figures.ReplicateNames.ToList().IndexOf(name);
        return figures with
        {
            Values = new Dictionary<string, double> { [""] = figures.Values[name] },
            ReplicateNames = column < 0 ? [] : [""],
            Replicates = column < 0
                ? []
                : [.. figures.Replicates.Select(replicate => (IReadOnlyList<double>)[replicate[column]])],
        };
    }

    private static CellFigures Minus(CellFigures left, CellFigures right) => left with
    {
        Values = left.Values.ToDictionary(pair => pair.Key, pair => pair.Value - right.Values[pair.Key]),
        Replicates = [.. left.Replicates.Zip(
            right.Replicates, (one, other) => (IReadOnlyList<double>)[.. one.Zip(other, (a, b) => a - b)])],
    };

    // The mean over folds of the mean over seeds, and its replicates.
    private static SeededSpread Mean(Dictionary<(int Fold, int Seed), CellFigures> tested, string name)
    {
        var folds = tested.GroupBy(one => one.Key.Fold).OrderBy(fold => fold.Key)
            .Select(fold => fold.OrderBy(one => one.Key.Seed).Select(one => one.Value).ToArray()).ToArray();
        var value = folds.Average(seeds => seeds.Average(figures => figures.Values[name]));
        var column = folds[0][0].ReplicateNames.ToList().IndexOf(name);
        if (column < 0)
        {
            return new SeededSpread(value, [], 0);
        }

        var replicates = new double[folds.Min(seeds => seeds.Min(figures => figures.Replicates.Count))];
        for (var replicate = 0; replicate < replicates.Length; replicate++)
        {
            // Seeds are drawn by their place, alike in every fold: a seed is one training plan.
            var draw = new SeededDraw(1, replicate);
            var drawn = Enumerable.Range(0, folds.Max(seeds => seeds.Length)).Select(_ => draw.NextUnit()).ToArray();
            replicates[replicate] = folds.Average(seeds => Enumerable.Range(0, seeds.Length).Average(
                place => seeds[(int)(drawn[place] * seeds.Length)].Replicates[replicate][column]));
        }

        return new SeededSpread(value, replicates, folds.Sum(seeds => seeds[0].GroupCount));
    }

    private static void Check(Study study, IReadOnlyCollection<CellResult> results, string comparison)
    {
        foreach (var result in results)
        {
            var cell = FormattableString.Invariant($"row '{result.Row}', seed {result.Seed}");
            if (result.Study != study.Name || study.Rows.All(row => row.Name != result.Row))
            {
                throw new InvalidDataException(
                    $"Results must be of the rows of study '{study.Name}', but one is of '{result.Study}': {cell}.");
            }

            var areWanted = study.IsInTurn
                ? result.Folds.Count == 1 && study.Folds.Contains(result.Folds.Keys.First())
                : study.Folds.Order().SequenceEqual(result.Folds.Keys.Order());
            if (!areWanted)
            {
                throw new InvalidDataException(
                    $"Results must be of {(study.IsInTurn ? "one of " : "")}folds {string.Join(", ", study.Folds)}, "
                    + $"but that of {cell} is of {string.Join(", ", result.Folds.Keys)}. Test it again.");
            }

            if (result.Folds.Values.FirstOrDefault(fold => !fold.ContainsKey(comparison)) is { } without)
            {
                throw new InvalidDataException(
                    $"Results must hold figures of '{comparison}', but that of {cell} holds "
                    + $"{string.Join(", ", without.Keys)}.");
            }
        }

        var all = results.SelectMany(result =>
            result.Folds.Values.Select(fold => (result.Row, result.Seed, Names: fold[comparison].Values.Keys)))
                .ToArray();
        var names = all.SelectMany(one => one.Names).Distinct().ToArray();
        if (all.FirstOrDefault(one => names.Except(one.Names).Any()) is { Row: { } lacking, Seed: var seed })
        {
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"All results must hold the same figures ({string.Join(", ", names)}), but that of row '{lacking}', "
                + $"seed {seed} lacks some. Test it again."));
        }

        if (
            results.GroupBy(result => (result.Row, result.Seed, Fold: result.Folds.Keys.Min()))
                .FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"Every cell must have one result, but row '{twice.Key.Row}', seed {twice.Key.Seed} has "
                + $"{twice.Count()}."));
        }
    }

    private sealed record SeededSpread(double Value, double[] Replicates, int GroupCount)
    {
        public bool HasReplicates => Replicates.Length > 0;

        public ConfidenceInterval Interval(double level) => HasReplicates
            ? Spread(level).Interval
            : new ConfidenceInterval(Value, double.NaN, double.NaN, level);

        public (ConfidenceInterval Interval, double PValue, double LeastPValue) Spread(double level) =>
            SubjectBootstrap.OfReplicates(Value, Replicates, GroupCount, level);
    }
}
