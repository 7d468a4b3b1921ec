namespace NormFace.SupportVectors;

/// <summary>A linear support vector machine with soft margin; on one column it learns a threshold on scores.</summary>
/// <remarks>
/// The problem is that of <see cref="PrecomputedKernelSvm"/>: <c>½‖w‖² + C Σ max(0, 1 − y (w'x + b))</c>. One column is
/// solved exactly up to rounding, several by steps on pairs down to the tolerance. Where the best b is an interval, its
/// middle is taken, as libsvm does. The paper trains it with C = 1 on the scores of nine folds.
/// </remarks>
internal sealed class LinearSvm
{
    private readonly double[] weights;

    private LinearSvm(double[] weights, double bias, SvmCertificate certificate)
    {
        this.weights = weights;
        Bias = bias;
        Certificate = certificate;
    }

    /// <summary>The direction w. Shape <c>[D]</c>.</summary>
    public IReadOnlyList<double> Weights => weights;

    /// <summary>The bias b.</summary>
    public double Bias { get; }

    /// <summary>Objectives and gaps, recomputed after training.</summary>
    public SvmCertificate Certificate { get; }

    /// <summary>
    /// The score at which the decision changes, <c>−b / w</c>; null for several columns, or where w is 0 and every
    /// score gets the sign of b. With w below 0 lower scores are the positive ones: samples were labelled the wrong way
    /// round, or the scores are distances.
    /// </summary>
    public double? Threshold => weights is [var weight] && weight != 0 ? -Bias / weight : null;

    /// <summary>Trains on scores.</summary>
    /// <param name="scores">
    /// A score for each sample, finite. Equal ones throughout give w = 0 and b of the kind that is more frequent, or b
    /// = 0. Shape <c>[N]</c>.
    /// </param>
    /// <param name="positive">
    /// Whether each sample is positive; some must be and some must not. Shape <c>[N]</c>.
    /// </param>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <returns>The machine; the same for the same input, bit for bit.</returns>
    /// <exception cref="ArgumentException">
    /// A score is not finite, labels do not match or are of one kind, or a setting is out of range.
    /// </exception>
    /// <exception cref="InvalidDataException">
    /// Scores are so large that rounding leaves a KKT gap above the tolerance.
    /// </exception>
    public static LinearSvm Train(
        ReadOnlySpan<double> scores, IReadOnlyList<bool> positive, SvmOptions? options = null) =>
        Train(scores, 1, positive, options);

    /// <summary>Trains on rows.</summary>
    /// <param name="rows">Values row by row, finite. Shape <c>[N, D]</c>.</param>
    /// <param name="columns">D, at least 1.</param>
    /// <param name="positive">
    /// Whether each sample is positive; some must be and some must not. Shape <c>[N]</c>.
    /// </param>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <returns>The machine; the same for the same input, bit for bit.</returns>
    /// <exception cref="ArgumentException">
    /// A value is not finite, labels do not match or are of one kind, or a setting is out of range.
    /// </exception>
    /// <exception cref="InvalidDataException">
    /// The wanted gap was not reached; the message names the gap that was.
    /// </exception>
    public static LinearSvm Train(
        ReadOnlySpan<double> rows, int columns, IReadOnlyList<bool> positive, SvmOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(positive);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        options ??= new SvmOptions();
        options.Check();
        CheckRows(rows, columns);
        var values = rows.ToArray();
        return columns == 1 ? OnScores(values, positive, options) : OnRows(values, columns, positive, options);
    }

    /// <summary>Decision value of a score.</summary>
    /// <param name="score">The score.</param>
    /// <returns>
    /// <c>w x + b</c>: at least 0 counts as positive, so a score on the boundary does. NaN gives NaN.
    /// </returns>
    /// <exception cref="InvalidOperationException">The machine was trained on several columns.</exception>
    public double Decision(double score) => weights is [var weight]
        ? (weight * score) + Bias
        : throw new InvalidOperationException(
            $"A machine of {weights.Length} columns decides on rows, but was given a score.");

    /// <summary>Decision value of a row.</summary>
    /// <param name="row">The values. Shape <c>[D]</c>.</param>
    /// <returns><c>w'x + b</c>: at least 0 counts as positive. NaN gives NaN.</returns>
    /// <exception cref="ArgumentException">The length is not D.</exception>
    public double Decision(ReadOnlySpan<double> row)
    {
        if (row.Length != weights.Length)
        {
            throw new ArgumentException($"row must have {weights.Length} values, but has {row.Length}.", nameof(row));
        }

        var sum = Bias;
        for (var column = 0; column < row.Length; column++)
        {
            sum += weights[column] * row[column];
        }

        return sum;
    }

    private static LinearSvm OnScores(double[] scores, IReadOnlyList<bool> positive, SvmOptions options)
    {
        var bounds = new CoefficientBounds(positive, scores.Length, options.C);
        var (coefficients, bias, iterations) = new ScoreSolver(scores, bounds).Solve();
        var weight = 0.0;
        for (var sample = 0; sample < scores.Length; sample++)
        {
            weight += coefficients[sample] * scores[sample];
        }

        double[] products = [.. scores.Select(score => weight * score)];
        var certificate = SvmCertificate.Of(coefficients, products, bounds, bias, iterations);
        return certificate.KktGap < options.Tolerance
            ? new LinearSvm([weight], bias, certificate)
            : throw new InvalidDataException(FormattableString.Invariant(
                $"The linear machine on scores was left with a KKT gap of {certificate.KktGap:G3} by rounding, but ")
                + FormattableString.Invariant($"{options.Tolerance:G3} was wanted. ")
                + "Scale the scores to about 1.");
    }

    private static LinearSvm OnRows(double[] rows, int columns, IReadOnlyList<bool> positive, SvmOptions options)
    {
        var machine = PrecomputedKernelSvm.Train(new LinearKernel(rows, columns), positive, options);
        var weights = new double[columns];
        for (var index = 0; index < rows.Length; index++)
        {
            weights[index % columns] += machine.Coefficients[index / columns] * rows[index];
        }

        return new LinearSvm(weights, machine.Bias, machine.Certificate);
    }

    private static void CheckRows(ReadOnlySpan<double> rows, int columns)
    {
        if (rows.IsEmpty || rows.Length % columns != 0)
        {
            throw new ArgumentException(
                $"rows must hold whole rows of {columns} values, at least one, but holds {rows.Length}.", nameof(rows));
        }

        for (var index = 0; index < rows.Length; index++)
        {
            if (!double.IsFinite(rows[index]))
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"Every value must be finite, but column {index % columns} of row {index / columns} is ")
                    + FormattableString.Invariant($"{rows[index]}."), nameof(rows));
            }
        }
    }
}
