using NormFace.Identification;
using NormFace.Scoring;

namespace NormFace.Protocols.Blufr;

/// <summary>
/// All pairs of the test pictures of a trial: genuine scores are kept, impostor scores counted and found by rank.
/// </summary>
internal sealed class BlufrPairs
{
    private readonly double[] genuine;
    private readonly ScoreRadix impostors;

    /// <summary>Scores the pairs, twice: the second pass finds the impostors that the wanted rates ask for.</summary>
    /// <param name="scan">Scores of each row with those before it.</param>
    /// <param name="labels">
    /// Label of each row, in ascending order, so that the genuine pairs of a row lie side by side.
    /// </param>
    /// <param name="fars">Rates that will be asked for.</param>
    public BlufrPairs(ScoreScan scan, int[] labels, IReadOnlyList<double> fars)
    {
        var firstOfLabel = new int[labels.Length];
        for (var row = 1; row < labels.Length; row++)
        {
            firstOfLabel[row] = labels[row] == labels[row - 1] ? firstOfLabel[row - 1] : row;
        }

        var genuineOfRow = new float[labels.Length][];
        impostors = ScorePasses.First(scan, counter => (row, scores) =>
        {
            counter.Count(scores[..firstOfLabel[row]]);
            genuineOfRow[row] = scores[firstOfLabel[row]..].ToArray();
        });
        genuine = [.. genuineOfRow.SelectMany(scores => scores.Select(score => (double)score))];
        if (genuine.Length == 0 || impostors.Total == 0)
        {
            return;
        }

        impostors.Narrow(
            fars.Select(far => BlufrThreshold.FalseAlarms(far, impostors.Total)).Where(rank => rank > 0).Append(1));
        ScorePasses.Second(
            scan, impostors, counter => (row, scores) => counter.CountInside(scores[..firstOfLabel[row]]));
    }

    public long GenuineCount => genuine.Length;

    public long ImpostorCount => impostors.Total;

    public BlufrPoint At(double far)
    {
        var falseAlarms = BlufrThreshold.FalseAlarms(far, impostors.Total);
        var threshold = BlufrThreshold.Of(falseAlarms, impostors.Total, genuine, rank => impostors.At(rank).Value);
        var accepted = falseAlarms == 0
            ? 0
            : falseAlarms == impostors.Total
            ? impostors.Total
            : AtLeast(impostors.At(falseAlarms));
        return new BlufrPoint(
            far, threshold, falseAlarms, (double)accepted / impostors.Total, BlufrThreshold.Share(genuine, threshold));
    }

    private static long AtLeast(RankedScore score) => score.Above + score.Equal;
}
