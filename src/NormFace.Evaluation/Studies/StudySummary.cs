using NormFace.Sampling;
using NormFace.Verification;

namespace NormFace.Studies;

/// <summary>Brings the cells of a study together: means over folds and seeds, and differences to the first row with intervals.</summary>
/// <remarks>
/// A replicate draws people, alike for all rows of a fold, and seeds: of a row's seeds as many as there are, with replacement, alike for both
/// rows of a difference. So an interval says what other people and other seeds would likely have given. With three seeds the share of the
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
    /// <exception cref="InvalidDataException">A result is of another study, of a cell it has not, comes twice or lacks what others have.</exception>
    public static IReadOnlyList<RowSummary> Of(Study study, IReadOnlyCollection<CellResult> results, string comparison)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(results);
        Check(study, results, comparison);
        List<RowSummary> rows = [];
        var first = Cells(study.Rows[0], results);
        foreach (var row in study.Rows)
        {
            var cells = Cells(row, results);
            if (cells.Count > 0)
            {
                rows.Add(new RowSummary(row, cells.Count, Figures(cells, row == study.Rows[0] ? null : first, comparison)));
            }
        }

        return rows;
    }

    private static Dictionary<(int Fold, int Seed), CellResult> Cells(StudyRow row, IEnumerable<CellResult> results) =>
        results.Where(result => result.Row == row.Name).ToDictionary(result => (result.Fold, result.Seed));

    private static Dictionary<string, RowFigure> Figures(
        Dictionary<(int Fold, int Seed), CellResult> cells, Dictionary<(int Fold, int Seed), CellResult>? first, string comparison)
    {
        var shared = first is null ? [] : cells.Where(cell => first.ContainsKey(cell.Key)).ToDictionary();
        Dictionary<string, RowFigure> figures = new(StringComparer.Ordinal);
        foreach (var name in cells.Values.First().Figures[comparison].Values.Keys)
        {
            var own = Mean(cells, cell => cell.Figures[comparison], name);
            var difference = shared.Count == 0 ? null : Mean(
                shared.ToDictionary(cell => cell.Key, cell => (cell.Value, first![cell.Key])), pair => Minus(pair.Value.Figures[comparison], pair.Item2.Figures[comparison]), name);
            var seeds = cells.GroupBy(cell => cell.Key.Seed).Select(seed => seed.Average(cell => cell.Value.Figures[comparison].Values[name])).ToArray();
            figures[name] = new RowFigure(
                own.Interval(Level) with { },
                seeds.Length > 1 ? MeanAndDeviation.Of(seeds).StandardError * Math.Sqrt(seeds.Length) : double.NaN,
                difference?.Interval(Level),
                difference is { HasReplicates: true } ? difference.PValue() : double.NaN);
        }

        return figures;
    }

    private static CellFigures Minus(CellFigures left, CellFigures right) => left with
    {
        Values = left.Values.ToDictionary(pair => pair.Key, pair => pair.Value - right.Values[pair.Key]),
        Replicates = [.. left.Replicates.Zip(right.Replicates, (one, other) => (IReadOnlyList<double>)[.. one.Zip(other, (a, b) => a - b)])],
    };

    // The mean over folds of the mean over seeds, and its replicates.
    private static SeededSpread Mean<T>(Dictionary<(int Fold, int Seed), T> cells, Func<T, CellFigures> read, string name)
    {
        var folds = cells.GroupBy(cell => cell.Key.Fold).OrderBy(fold => fold.Key)
            .Select(fold => fold.OrderBy(cell => cell.Key.Seed).Select(cell => read(cell.Value)).ToArray()).ToArray();
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
            var cell = FormattableString.Invariant($"fold {result.Fold}, seed {result.Seed}, row '{result.Row}'");
            if (result.Study != study.Name || study.Rows.All(row => row.Name != result.Row))
            {
                throw new InvalidDataException($"Results must be of the rows of study '{study.Name}', but one is of '{result.Study}': {cell}.");
            }

            if (!result.Figures.ContainsKey(comparison))
            {
                throw new InvalidDataException($"Results must hold figures of '{comparison}', but that of {cell} holds {string.Join(", ", result.Figures.Keys)}.");
            }
        }

        var names = results.SelectMany(result => result.Figures[comparison].Values.Keys).Distinct().ToArray();
        if (results.FirstOrDefault(result => names.Except(result.Figures[comparison].Values.Keys).Any()) is { } lacking)
        {
            throw new InvalidDataException(FormattableString.Invariant(
                $"All results must hold the same figures ({string.Join(", ", names)}), but that of fold {lacking.Fold}, seed {lacking.Seed}, row '{lacking.Row}' lacks some. Test it again."));
        }

        if (results.GroupBy(result => (result.Row, result.Fold, result.Seed)).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new InvalidDataException(FormattableString.Invariant($"Every cell must have one result, but fold {twice.Key.Fold}, seed {twice.Key.Seed}, row '{twice.Key.Row}' has {twice.Count()}."));
        }
    }

    private sealed record SeededSpread(double Value, double[] Replicates, int GroupCount)
    {
        public bool HasReplicates => Replicates.Length > 0;

        public ConfidenceInterval Interval(double level) => HasReplicates
            ? Spread().Interval(level)
            : new ConfidenceInterval(Value, double.NaN, double.NaN, level);

        public double PValue() => Spread().PValue();

        private ReplicateSpread Spread() => new(Value, Replicates, couples: [], GroupCount);
    }
}
