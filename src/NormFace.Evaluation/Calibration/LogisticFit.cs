using NormFace.Models;
using NormFace.Verification;

namespace NormFace.Calibration;

/// <summary>
/// Turns scores into likelihood ratios: logistic regression of one variable, by Newton's method on scores brought to
/// mean 0 and deviation 1.
/// </summary>
internal sealed class LogisticFit
{
    private const int MostSteps = 200;
    private const double SmallestStep = 1e-13;

    private readonly (double Place, double Genuine, double Impostor)[] points; // weights of a kind sum to its prior
    private readonly double mean;
    private readonly double deviation;
    private readonly double priorLogit;

    private LogisticFit(ScoreSet scores, double prior)
    {
        priorLogit = Math.Log(prior / (1 - prior));
        points =
        [
            .. scores.Groups.Select(group => (
                group.Score, prior * group.GenuineCount / scores.GenuineCount,
                (1 - prior) * group.ImpostorCount / scores.ImpostorCount)),
        ];
        var center = points.Sum(point => (point.Genuine + point.Impostor) * point.Place);
        var spread = Math.Sqrt(
            points.Sum(point => (point.Genuine + point.Impostor) * (point.Place - center) * (point.Place - center)));
        (mean, deviation) = (center, spread);
        points = [.. points.Select(point => ((point.Place - center) / spread, point.Genuine, point.Impostor))];
    }

    /// <summary>
    /// Fits slope and offset by logistic regression in which either kind of pair weighs its prior, however many there
    /// are.
    /// </summary>
    /// <param name="scores">Scores of both kinds, all finite, and overlapping.</param>
    /// <param name="prior">
    /// Share of genuine pairs where the result is used, in (0, 1); it says which scores the fit cares for most, and is
    /// not part of the ratio. Default: 0.5, at which the fit has the least <see cref="Cllr"/> of all lines.
    /// </param>
    /// <returns>
    /// The line. Scores that are all equal give slope 0 and offset 0: they tell nothing.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">The prior is not in (0, 1).</exception>
    /// <exception cref="ArgumentException">
    /// A score is infinite, or a threshold parts the two kinds without error, so that no finite slope is steep enough.
    /// </exception>
    public static LogLikelihoodRatio Of(ScoreSet scores, double prior = 0.5)
    {
        ArgumentNullException.ThrowIfNull(scores);
        if (!(prior > 0 && prior < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(prior), prior, FormattableString.Invariant($"prior must lie in (0, 1), but was {prior}."));
        }

        var groups = scores.Groups;
        if (!double.IsFinite(groups[0].Score) || !double.IsFinite(groups[^1].Score))
        {
            throw new ArgumentException(
                "scores must be finite to be calibrated, but some are infinite.", nameof(scores));
        }

        if (groups.Count == 1)
        {
            return default;
        }

        RequireOverlap(groups);
        return new LogisticFit(scores, prior).Solve();
    }

    private LogLikelihoodRatio Solve()
    {
        var (slope, offset) = (0.0, 0.0);
        var loss = Loss(slope, offset);
        for (var count = 0; count < MostSteps; count++)
        {
            var (slopeStep, offsetStep) = Step(slope, offset);
            var share = 1.0;
            var next = Loss(slope + slopeStep, offset + offsetStep);
            while (next > loss * (1 + 1e-14) && share > 1e-9)
            {
                share /= 2;
                next = Loss(slope + (share * slopeStep), offset + (share * offsetStep));
            }

            (slope, offset, loss) = (slope + (share * slopeStep), offset + (share * offsetStep), next);
            if (Math.Abs(slopeStep) + Math.Abs(offsetStep) <= SmallestStep * (1 + Math.Abs(slope) + Math.Abs(offset)))
            {
                break;
            }
        }

        return double.IsFinite(slope) && double.IsFinite(offset)
            ? new LogLikelihoodRatio(slope / deviation, offset - (slope * mean / deviation))
            : throw new InvalidOperationException("A convex loss of overlapping scores has a finite minimum.");
    }

    private double Loss(double slope, double offset)
    {
        var sum = 0.0;
        foreach (var (place, genuine, impostor) in points)
        {
            var logit = (slope * place) + offset + priorLogit;
            sum += (genuine * Softplus.Of(-logit)) + (impostor * Softplus.Of(logit));
        }

        return sum;
    }

    // Minus the inverse of the second derivatives times the first.
    private (double Slope, double Offset) Step(double slope, double offset)
    {
        double slopeGradient = 0, offsetGradient = 0, squares = 0, cross = 0, weights = 0;
        foreach (var (place, genuine, impostor) in points)
        {
            var logit = (slope * place) + offset + priorLogit;
            var (accepted, rejected) = (1 / (1 + Math.Exp(-logit)), 1 / (1 + Math.Exp(logit)));
            var gradient = (impostor * accepted) - (genuine * rejected);
            var weight = (genuine + impostor) * accepted * rejected;
            slopeGradient += gradient * place;
            offsetGradient += gradient;
            squares += weight * place * place;
            cross += weight * place;
            weights += weight;
        }

        var determinant = (squares * weights) - (cross * cross);
        return (
            ((cross * offsetGradient) - (weights * slopeGradient)) / determinant,
            ((cross * slopeGradient) - (squares * offsetGradient)) / determinant);
    }

    private static void RequireOverlap(IReadOnlyList<ScoreGroup> groups)
    {
        var genuine = groups.Where(group => group.GenuineCount > 0).Select(group => group.Score).ToArray();
        var impostor = groups.Where(group => group.ImpostorCount > 0).Select(group => group.Score).ToArray();
        if (genuine[^1] >= impostor[0] || impostor[^1] >= genuine[0])
        {
            throw new ArgumentException(
                "scores of the two kinds must overlap, but genuine ones lie in "
                    + FormattableString.Invariant($"[{genuine[^1]:G6}, {genuine[0]:G6}] ")
                + FormattableString.Invariant($"and impostor ones in [{impostor[^1]:G6}, {impostor[0]:G6}]: no ")
                + "finite slope would be steep enough. "
                + "Take more or harder pairs.",
                nameof(groups));
        }
    }
}
