namespace NormFace.AllPairs;

/// <summary>Where the wanted thresholds will almost surely lie, guessed from a pilot.</summary>
internal sealed class PilotRanges
{
    // Scores that share a row go together: a drawn score is worth less than an independent one.
    private const double DesignEffect = 16;

    private readonly long[] above; // [place]: pilot scores in this place and higher ones
    private readonly double margin;

    public PilotRanges(long[] pilot, double margin)
    {
        this.margin = margin;
        above = new long[pilot.Length + 1];
        for (var place = pilot.Length - 1; place >= 0; place--)
        {
            above[place] = above[place + 1] + pilot[place];
        }
    }

    /// <summary>Range of the score below which accepting would exceed a rate.</summary>
    /// <param name="far">The rate, in [0, 1].</param>
    public OrderRange OfFar(double far)
    {
        var expected = far * above[1];
        var half = Half(expected);
        return Between(
            Lowest(place => above[place] <= expected - half),
            Lowest(place => above[place] <= expected + half));
    }

    /// <summary>Range of the threshold of the equal error rate.</summary>
    public OrderRange OfEqualErrorRate(GenuineScores genuine, long genuineCount)
    {
        var rejected = new long[ScoreGrid.Places + 1]; // [place]: genuine scores below it
        for (var place = 0; place < ScoreGrid.Places; place++)
        {
            rejected[place + 1] = rejected[place];
            for (var index = genuine.Starts[place]; index < genuine.Starts[place + 1]; index++)
            {
                rejected[place + 1] += genuine.Counts[index];
            }
        }

        double Expected(int place) => (double)rejected[place] / genuineCount * above[1];

        return Between(
            Lowest(place => above[place] + Half(above[place]) < Expected(place)),
            Lowest(place => above[place] - Half(above[place]) < Expected(place)));
    }

    private double Half(double count) =>
        margin * Math.Sqrt(DesignEffect * (Math.Max(0, Math.Min(count, above[1] - count)) + 1));

    // The lowest place at which a condition holds that holds in all higher ones; one beyond the last if it holds
    // nowhere.
    private static int Lowest(Func<int, bool> holds)
    {
        var (low, high) = (1, ScoreGrid.Places);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = holds(middle) ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    // Rank and wanted rate are a place apart at most; nothing is lost by two more.
    private static OrderRange Between(int high, int low) =>
        OrderRange.OfPlaces(Math.Max(1, low - 2), Math.Min(ScoreGrid.Places - 1, Math.Max(high, low) + 1));
}
