using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using NormFace.Scoring;

namespace NormFace.AllPairs;

/// <summary>Scores of one tile, during whose products the scores of the tile before are counted.</summary>
/// <remarks>
/// The product keeps the multipliers busy and little else; counting is loads, stores and whole numbers. Woven together
/// the counting is nearly free. A counter is twice the count, plus one where its scores are to be looked at one by one:
/// those are copied out, and the place to copy the next one to moves on by that bit, so there is no branch to guess.
/// </remarks>
internal static unsafe class CountingTile
{
    private const int EntriesPerStep = 4;

    /// <summary>Computes a tile and counts the one before.</summary>
    /// <param name="left">Shape <c>[size, 12]</c>.</param>
    /// <param name="right">Shape <c>[size, 32]</c>.</param>
    /// <param name="size">Length of a row.</param>
    /// <param name="state">Tables and the tile before; takes this tile.</param>
    /// <param name="threshold">A score.</param>
    /// <returns>Whether a score of this tile is at least the threshold.</returns>
    public static bool Run(float* left, float* right, int size, CountingState* state, float threshold) =>
        Vector512.IsHardwareAccelerated && Avx512F.IsSupported
            ? Run512(left, right, size, state, threshold)
            : CountingSteps.Run(left, right, size, state, threshold);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool Run512(float* left, float* right, int size, CountingState* state, float threshold)
    {
        var table = state->Table;
        var places = state->Places;
        var scores = (uint*)state->Scores;
        var flagged = (uint*)state->FlaggedEnd;
        uint* cell;
        uint count;
        Vector512<float> l;
        Vector512<float> a0 = default, b0 = default, a1 = default, b1 = default, a2 = default, b2 = default,
        a3 = default, b3 = default, a4 = default, b4 = default, a5 = default, b5 = default;
        Vector512<float> a6 = default, b6 = default, a7 = default, b7 = default, a8 = default, b8 = default,
        a9 = default, b9 = default, a10 = default, b10 = default, a11 = default, b11 = default;
        var end = left + ((nint)size * TileProduct.LeftRows);
        var woven = Math.Min(size, TileProduct.ScoreCount / EntriesPerStep);
        var pending = TileProduct.ScoreCount - (woven * EntriesPerStep);
        for (var wovenEnd = left + ((nint)woven * TileProduct.LeftRows); left != wovenEnd; left += TileProduct.LeftRows, right += TileProduct.RightRows)
        {
            var r0 = Vector512.LoadAligned(right);
            var r1 = Vector512.LoadAligned(right + 16);
            l = Vector512.Create(left[0]);
            a0 = Vector512.FusedMultiplyAdd(l, r0, a0);
            b0 = Vector512.FusedMultiplyAdd(l, r1, b0);
            l = Vector512.Create(left[1]);
            a1 = Vector512.FusedMultiplyAdd(l, r0, a1);
            b1 = Vector512.FusedMultiplyAdd(l, r1, b1);
            l = Vector512.Create(left[2]);
            a2 = Vector512.FusedMultiplyAdd(l, r0, a2);
            b2 = Vector512.FusedMultiplyAdd(l, r1, b2);
            cell = table + places[0];
            count = *cell;
            *cell = count + 2;
            *flagged = scores[0];
            flagged += count & 1;
            l = Vector512.Create(left[3]);
            a3 = Vector512.FusedMultiplyAdd(l, r0, a3);
            b3 = Vector512.FusedMultiplyAdd(l, r1, b3);
            l = Vector512.Create(left[4]);
            a4 = Vector512.FusedMultiplyAdd(l, r0, a4);
            b4 = Vector512.FusedMultiplyAdd(l, r1, b4);
            l = Vector512.Create(left[5]);
            a5 = Vector512.FusedMultiplyAdd(l, r0, a5);
            b5 = Vector512.FusedMultiplyAdd(l, r1, b5);
            cell = table + places[1];
            count = *cell;
            *cell = count + 2;
            *flagged = scores[1];
            flagged += count & 1;
            l = Vector512.Create(left[6]);
            a6 = Vector512.FusedMultiplyAdd(l, r0, a6);
            b6 = Vector512.FusedMultiplyAdd(l, r1, b6);
            l = Vector512.Create(left[7]);
            a7 = Vector512.FusedMultiplyAdd(l, r0, a7);
            b7 = Vector512.FusedMultiplyAdd(l, r1, b7);
            l = Vector512.Create(left[8]);
            a8 = Vector512.FusedMultiplyAdd(l, r0, a8);
            b8 = Vector512.FusedMultiplyAdd(l, r1, b8);
            cell = table + places[2];
            count = *cell;
            *cell = count + 2;
            *flagged = scores[2];
            flagged += count & 1;
            l = Vector512.Create(left[9]);
            a9 = Vector512.FusedMultiplyAdd(l, r0, a9);
            b9 = Vector512.FusedMultiplyAdd(l, r1, b9);
            l = Vector512.Create(left[10]);
            a10 = Vector512.FusedMultiplyAdd(l, r0, a10);
            b10 = Vector512.FusedMultiplyAdd(l, r1, b10);
            l = Vector512.Create(left[11]);
            a11 = Vector512.FusedMultiplyAdd(l, r0, a11);
            b11 = Vector512.FusedMultiplyAdd(l, r1, b11);
            cell = table + places[3];
            count = *cell;
            *cell = count + 2;
            *flagged = scores[3];
            flagged += count & 1;
            places += EntriesPerStep;
            scores += EntriesPerStep;
        }

        for (; left != end; left += TileProduct.LeftRows, right += TileProduct.RightRows)
        {
            var r0 = Vector512.LoadAligned(right);
            var r1 = Vector512.LoadAligned(right + 16);
            l = Vector512.Create(left[0]);
            a0 = Vector512.FusedMultiplyAdd(l, r0, a0);
            b0 = Vector512.FusedMultiplyAdd(l, r1, b0);
            l = Vector512.Create(left[1]);
            a1 = Vector512.FusedMultiplyAdd(l, r0, a1);
            b1 = Vector512.FusedMultiplyAdd(l, r1, b1);
            l = Vector512.Create(left[2]);
            a2 = Vector512.FusedMultiplyAdd(l, r0, a2);
            b2 = Vector512.FusedMultiplyAdd(l, r1, b2);
            l = Vector512.Create(left[3]);
            a3 = Vector512.FusedMultiplyAdd(l, r0, a3);
            b3 = Vector512.FusedMultiplyAdd(l, r1, b3);
            l = Vector512.Create(left[4]);
            a4 = Vector512.FusedMultiplyAdd(l, r0, a4);
            b4 = Vector512.FusedMultiplyAdd(l, r1, b4);
            l = Vector512.Create(left[5]);
            a5 = Vector512.FusedMultiplyAdd(l, r0, a5);
            b5 = Vector512.FusedMultiplyAdd(l, r1, b5);
            l = Vector512.Create(left[6]);
            a6 = Vector512.FusedMultiplyAdd(l, r0, a6);
            b6 = Vector512.FusedMultiplyAdd(l, r1, b6);
            l = Vector512.Create(left[7]);
            a7 = Vector512.FusedMultiplyAdd(l, r0, a7);
            b7 = Vector512.FusedMultiplyAdd(l, r1, b7);
            l = Vector512.Create(left[8]);
            a8 = Vector512.FusedMultiplyAdd(l, r0, a8);
            b8 = Vector512.FusedMultiplyAdd(l, r1, b8);
            l = Vector512.Create(left[9]);
            a9 = Vector512.FusedMultiplyAdd(l, r0, a9);
            b9 = Vector512.FusedMultiplyAdd(l, r1, b9);
            l = Vector512.Create(left[10]);
            a10 = Vector512.FusedMultiplyAdd(l, r0, a10);
            b10 = Vector512.FusedMultiplyAdd(l, r1, b10);
            l = Vector512.Create(left[11]);
            a11 = Vector512.FusedMultiplyAdd(l, r0, a11);
            b11 = Vector512.FusedMultiplyAdd(l, r1, b11);
        }

        for (; pending > 0; pending--)
        {
            cell = table + *places++;
            count = *cell;
            *cell = count + 2;
            *flagged = *scores++;
            flagged += count & 1;
        }

        state->FlaggedEnd = (float*)flagged;
        var to = state->Scores;
        var toPlaces = state->Places;
        // Of a NaN and a number the second operand is kept: padding never hides a score.
        var highest = Vector512.Create(float.NegativeInfinity);
        highest = Avx512F.Max(a0, highest);
        Put(a0, to + 0, toPlaces + 0);
        highest = Avx512F.Max(b0, highest);
        Put(b0, to + 16, toPlaces + 16);
        highest = Avx512F.Max(a1, highest);
        Put(a1, to + 32, toPlaces + 32);
        highest = Avx512F.Max(b1, highest);
        Put(b1, to + 48, toPlaces + 48);
        highest = Avx512F.Max(a2, highest);
        Put(a2, to + 64, toPlaces + 64);
        highest = Avx512F.Max(b2, highest);
        Put(b2, to + 80, toPlaces + 80);
        highest = Avx512F.Max(a3, highest);
        Put(a3, to + 96, toPlaces + 96);
        highest = Avx512F.Max(b3, highest);
        Put(b3, to + 112, toPlaces + 112);
        highest = Avx512F.Max(a4, highest);
        Put(a4, to + 128, toPlaces + 128);
        highest = Avx512F.Max(b4, highest);
        Put(b4, to + 144, toPlaces + 144);
        highest = Avx512F.Max(a5, highest);
        Put(a5, to + 160, toPlaces + 160);
        highest = Avx512F.Max(b5, highest);
        Put(b5, to + 176, toPlaces + 176);
        highest = Avx512F.Max(a6, highest);
        Put(a6, to + 192, toPlaces + 192);
        highest = Avx512F.Max(b6, highest);
        Put(b6, to + 208, toPlaces + 208);
        highest = Avx512F.Max(a7, highest);
        Put(a7, to + 224, toPlaces + 224);
        highest = Avx512F.Max(b7, highest);
        Put(b7, to + 240, toPlaces + 240);
        highest = Avx512F.Max(a8, highest);
        Put(a8, to + 256, toPlaces + 256);
        highest = Avx512F.Max(b8, highest);
        Put(b8, to + 272, toPlaces + 272);
        highest = Avx512F.Max(a9, highest);
        Put(a9, to + 288, toPlaces + 288);
        highest = Avx512F.Max(b9, highest);
        Put(b9, to + 304, toPlaces + 304);
        highest = Avx512F.Max(a10, highest);
        Put(a10, to + 320, toPlaces + 320);
        highest = Avx512F.Max(b10, highest);
        Put(b10, to + 336, toPlaces + 336);
        highest = Avx512F.Max(a11, highest);
        Put(a11, to + 352, toPlaces + 352);
        highest = Avx512F.Max(b11, highest);
        Put(b11, to + 368, toPlaces + 368);
        return Vector512.GreaterThanOrEqualAny(highest, Vector512.Create(threshold));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(Vector512<float> scores, float* to, uint* places)
    {
        scores.StoreAligned(to);
        ScoreGrid.PlacesOf(scores).StoreAligned((int*)places);
    }
}
