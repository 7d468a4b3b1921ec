using System.Globalization;
using NormFace.Logs;
using NormFace.Theory;

namespace NormFace.Training;

/// <summary>
/// Detects the ways in which such training goes wrong without failing, and reports each with its remedy.
/// Each once.
/// </summary>
/// <param name="classCount">Identities.</param>
/// <param name="hasFixedScale">Whether the scale cannot move.</param>
/// <param name="collapsedTripletLoss">
/// Loss of a triplet loss whose features have all become one point: its margin; null for another loss.
/// </param>
internal sealed class SicknessWatch(int classCount, bool hasFixedScale, double? collapsedTripletLoss = null)
{
    private const double Saturated = 87.33; // -log of the smallest normal float32, where a clipped softmax stops
    private const double Patience = 2; // epochs before "nothing was learned" is said

    private readonly HashSet<string> said = [];

    /// <summary>Looks at a line of the log.</summary>
    /// <param name="point">The line.</param>
    /// <returns>New warnings; usually none.</returns>
    public IReadOnlyList<string> Look(TrainingPoint point) => [.. Found(point).Where(said.Add)];

    private IEnumerable<string> Found(TrainingPoint point)
    {
        if (Math.Abs(point.Loss - Saturated) < 0.05)
        {
            yield return "The loss is stuck at 87.33, where float32 softmax saturates. "
                + "Lower schedule.rate or add run.clipNorm, and start again.";
        }

        if (collapsedTripletLoss is { } margin && point.Epoch >= 1 && Math.Abs(point.Loss - margin) < 0.01 * margin)
        {
            yield return "The loss is stuck at its margin: all features have collapsed to one point. "
                + "Use mining all or semi-hard, a lower rate, or start from a model trained with a softmax.";
        }

        if (hasFixedScale
            && point is { Floor: > 0.05 and { } floor }
            && point.Loss < floor + (0.05 * (Math.Log(classCount) - floor)))
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"The loss has reached its floor B({classCount}, s) = {floor:F3} and cannot fall further at scale "
                + $"{point.Scale:F2}. ")
                + FormattableString.Invariant($"Use a scale of {ScalePlan.ForFloor(classCount).Scale:F1} or learn it.");
        }

        if (point.Scale is { } scale && !hasFixedScale && scale > 4 * ScalePlan.ForFloor(classCount, 1e-3).Scale)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"The learned scale diverges ({scale:F1}). Set loss.scale.maximum to about "
                + $"{2 * ScalePlan.ForFloor(classCount).Scale:F0}, ")
                + "or lower loss.scale.rate.";
        }

        if (point is { OwnCosine: > 0.95, HardestCosine: > 0.95 })
        {
            yield return "Own and hardest cosine are both near 1: features or agents have collapsed to one direction. "
                + "Start with a softmax loss, lower the rate, or normalise both features and agents.";
        }
        else if (point.AgentCosine > 0.5)
        {
            yield return "The agents are collapsing: their mean cosine is above 0.5. "
                + "Lower loss.agents.rate, or normalise them.";
        }

        if (point.Epoch >= Patience && classCount > 2 && point.Floor < Math.Log(classCount) / 2
            && point.Loss > 0.97 * Math.Log(classCount) && point.OwnCosine - point.HardestCosine < 0)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"After {point.Epoch:F0} passes the loss is still that of guessing, log {classCount} = "
                + $"{Math.Log(classCount):F3}: labels may not belong to their pictures ('normface data inspect' shows "
                + $"them), or the rate is far too low or high.");
        }
    }
}
