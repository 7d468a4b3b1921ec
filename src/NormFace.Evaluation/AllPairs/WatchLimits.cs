namespace NormFace.AllPairs;

/// <summary>
/// How much the pilot and the watched ranges may take. Tests make them small: figures must not change, only passes.
/// </summary>
/// <param name="PilotPairs">Fewest pairs of the pilot.</param>
/// <param name="Margin">Half the width of a watched range, in deviations of the pilot.</param>
/// <param name="ListLength">Most scores of a range that each thread lists.</param>
/// <param name="Cells">Most different scores of a range that are counted one by one where they are more.</param>
/// <param name="CoarseCells">Cells of a range that can hold more.</param>
internal sealed record WatchLimits(
    long PilotPairs = 400_000,
    double Margin = 4,
    int Cells = 1 << 21,
    int ListLength = 1 << 19,
    int CoarseCells = 1 << 16);
