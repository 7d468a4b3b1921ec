using NormFace.Verification;

namespace NormFace.Calibration;

/// <summary>Logistic regression of one variable, by Newton's method on scores brought to mean 0 and deviation 1.</summary>
internal sealed class LogisticFit
{
    private const int MostSteps = 200;
    private const double SmallestStep = 1e-13;

    private readonly (double Place, double Genuine, double Impostor)[] points; // weights of a kind sum to its prior
    private readonly double mean;
    private readonly double deviation;
    private readonly double priorLogit;

    public LogisticFit(ScoreSet scores, double prior)
    {
        priorLogit = Math.Log(prior / (1 - prior));
        points =
        [
            .. scores.Groups.Select(group => (
                group.Score, prior * group.GenuineCount / scores.GenuineCount, (1 - prior) * group.ImpostorCount / scores.ImpostorCount)),
        ];
        var center = points.Sum(point => (point.Genuine + point.Impostor) * point.Place);
        var spread = Math.Sqrt(points.Sum(point => (point.Genuine + point.Impostor) * (point.Place - center) * (point.Place - center)));
        (mean, deviation) = (center, spread);
        points = [.. points.Select(point => ((point.Place - center) / spread, point.Genuine, point.Impostor))];
    }

    public LogLikelihoodRatio Solve()
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
}
