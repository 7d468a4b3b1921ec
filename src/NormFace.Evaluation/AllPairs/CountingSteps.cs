using System.Runtime.CompilerServices;
using NormFace.Scoring;

namespace NormFace.AllPairs;

/// <summary>
/// The product of a tile and the counting of the one before, one after the other, for machines of narrower vectors.
/// </summary>
internal static unsafe class CountingSteps
{
    /// <summary>Counts the tile before and computes a tile; arguments and result as of the woven form.</summary>
    public static bool Run(float* left, float* right, int size, CountingState* state, float threshold)
    {
        Drain(state);
        TileProduct.Scores256(left, right, size, state->Scores);
        var isReached = false;
        for (var index = 0; index < TileProduct.ScoreCount; index++)
        {
            var score = state->Scores[index];
            state->Places[index] = (uint)ScoreGrid.PlaceOf(score);
            isReached |= score >= threshold;
        }

        return isReached;
    }

    /// <summary>Counts what is pending and leaves nothing pending.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Drain(CountingState* state)
    {
        var table = state->Table;
        var places = state->Places;
        var scores = (uint*)state->Scores;
        var flagged = (uint*)state->FlaggedEnd;
        for (var index = 0; index < TileProduct.ScoreCount; index++)
        {
            var cell = table + places[index];
            var count = *cell;
            *cell = count + 2;
            *flagged = scores[index];
            flagged += count & 1;
            places[index] = 0;
        }

        state->FlaggedEnd = (float*)flagged;
    }
}
