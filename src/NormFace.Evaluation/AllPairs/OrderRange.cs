namespace NormFace.AllPairs;

/// <summary>Scores between two, as their orders; both ends belong to it.</summary>
internal readonly record struct OrderRange(int Low, int High)
{
    /// <summary>How many different scores it can hold.</summary>
    public long Span => (long)High - Low + 1;

    /// <summary>The scores of places <paramref name="first"/> to <paramref name="last"/>.</summary>
    public static OrderRange OfPlaces(int first, int last) =>
        new(ScoreGrid.FirstOrder(first), ScoreGrid.FirstOrder(last + 1) - 1);

    /// <summary>Whether all of the other lies in it.</summary>
    public bool Holds(OrderRange other) => Low <= other.Low && other.High <= High;
}
