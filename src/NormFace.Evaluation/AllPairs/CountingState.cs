namespace NormFace.AllPairs;

/// <summary>What <see cref="CountingTile"/> reads and writes.</summary>
internal unsafe struct CountingState
{
    /// <summary>
    /// A counter a place: twice the count, plus one where scores are copied out. Shape
    /// <c>[<see cref="ScoreGrid.Places"/>]</c>.
    /// </summary>
    public uint* Table;

    /// <summary>Scores of the last tile. Shape <c>[12, 32]</c>.</summary>
    public float* Scores;

    /// <summary>Their places, not counted yet; 0 if nothing is pending. Shape <c>[12, 32]</c>.</summary>
    public uint* Places;

    /// <summary>Where the next score copied out goes; a whole tile must have room.</summary>
    public float* FlaggedEnd;
}
