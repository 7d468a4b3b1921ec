namespace NormFace.AllPairs;

/// <summary>
/// 1,024 places, each of 32 places of the <see cref="ScoreGrid"/>: fine enough for intervals, small enough to keep for
/// every pair of groups.
/// </summary>
internal static class CoarseGrid
{
    public const int Shift = 5;
    public const int Places = ScoreGrid.Places >> Shift;

    public static int PlaceOf(float score) => ScoreGrid.PlaceOf(score) >> Shift;
}
