using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NormFace.Scoring;

/// <summary>Scores of 12 left rows with 32 right rows, all in registers.</summary>
/// <remarks>
/// A score is one chain <c>fma(left[k], right[k], sum)</c> for k from 0: it depends on the two rows only, not on the
/// tile, the threads or the width of the machine's vectors.
/// </remarks>
internal static unsafe class TileProduct
{
    public const int LeftRows = 12;
    public const int RightRows = 32;
    public const int ScoreCount = LeftRows * RightRows;

    /// <summary>Computes the scores.</summary>
    /// <param name="left">Shape <c>[size, 12]</c>.</param>
    /// <param name="right">Shape <c>[size, 32]</c>, aligned to 64 bytes.</param>
    /// <param name="size">Length of a row.</param>
    /// <param name="scores">Takes the scores, aligned to 64 bytes. Shape <c>[12, 32]</c>.</param>
    public static void Scores(float* left, float* right, int size, float* scores)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Scores512(left, right, size, scores);
        }
        else
        {
            Scores256(left, right, size, scores);
        }
    }

    /// <summary>The same in 24 accumulators of 16 lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scores512(float* left, float* right, int size, float* scores)
    {
        Vector512<float> a0 = default, b0 = default, a1 = default, b1 = default, a2 = default, b2 = default,
        a3 = default, b3 = default, a4 = default, b4 = default, a5 = default, b5 = default;
        Vector512<float> a6 = default, b6 = default, a7 = default, b7 = default, a8 = default, b8 = default,
        a9 = default, b9 = default, a10 = default, b10 = default, a11 = default, b11 = default;
        for (var end = left + ((nint)size * LeftRows); left != end; left += LeftRows, right += RightRows)
        {
            var r0 = Vector512.LoadAligned(right);
            var r1 = Vector512.LoadAligned(right + 16);
            Vector512<float> l;
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

        a0.StoreAligned(scores + 0);
        b0.StoreAligned(scores + 16);
        a1.StoreAligned(scores + 32);
        b1.StoreAligned(scores + 48);
        a2.StoreAligned(scores + 64);
        b2.StoreAligned(scores + 80);
        a3.StoreAligned(scores + 96);
        b3.StoreAligned(scores + 112);
        a4.StoreAligned(scores + 128);
        b4.StoreAligned(scores + 144);
        a5.StoreAligned(scores + 160);
        b5.StoreAligned(scores + 176);
        a6.StoreAligned(scores + 192);
        b6.StoreAligned(scores + 208);
        a7.StoreAligned(scores + 224);
        b7.StoreAligned(scores + 240);
        a8.StoreAligned(scores + 256);
        b8.StoreAligned(scores + 272);
        a9.StoreAligned(scores + 288);
        b9.StoreAligned(scores + 304);
        a10.StoreAligned(scores + 320);
        b10.StoreAligned(scores + 336);
        a11.StoreAligned(scores + 352);
        b11.StoreAligned(scores + 368);
    }

    /// <summary>The same in four parts of 12 accumulators of 8 lanes.</summary>
    public static void Scores256(float* left, float* right, int size, float* scores)
    {
        for (var row = 0; row < LeftRows; row += 6)
        {
            for (var column = 0; column < RightRows; column += 16)
            {
                Part256(left + row, right + column, size, scores + (row * RightRows) + column);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Part256(float* left, float* right, int size, float* scores)
    {
        Vector256<float> a0 = default, b0 = default, a1 = default, b1 = default, a2 = default, b2 = default,
        a3 = default, b3 = default, a4 = default, b4 = default, a5 = default, b5 = default;
        for (var end = left + ((nint)size * LeftRows); left != end; left += LeftRows, right += RightRows)
        {
            var r0 = Vector256.LoadAligned(right);
            var r1 = Vector256.LoadAligned(right + 8);
            Vector256<float> l;
            l = Vector256.Create(left[0]);
            a0 = Vector256.FusedMultiplyAdd(l, r0, a0);
            b0 = Vector256.FusedMultiplyAdd(l, r1, b0);
            l = Vector256.Create(left[1]);
            a1 = Vector256.FusedMultiplyAdd(l, r0, a1);
            b1 = Vector256.FusedMultiplyAdd(l, r1, b1);
            l = Vector256.Create(left[2]);
            a2 = Vector256.FusedMultiplyAdd(l, r0, a2);
            b2 = Vector256.FusedMultiplyAdd(l, r1, b2);
            l = Vector256.Create(left[3]);
            a3 = Vector256.FusedMultiplyAdd(l, r0, a3);
            b3 = Vector256.FusedMultiplyAdd(l, r1, b3);
            l = Vector256.Create(left[4]);
            a4 = Vector256.FusedMultiplyAdd(l, r0, a4);
            b4 = Vector256.FusedMultiplyAdd(l, r1, b4);
            l = Vector256.Create(left[5]);
            a5 = Vector256.FusedMultiplyAdd(l, r0, a5);
            b5 = Vector256.FusedMultiplyAdd(l, r1, b5);
        }

        a0.StoreAligned(scores + 0);
        b0.StoreAligned(scores + 8);
        a1.StoreAligned(scores + 32);
        b1.StoreAligned(scores + 40);
        a2.StoreAligned(scores + 64);
        b2.StoreAligned(scores + 72);
        a3.StoreAligned(scores + 96);
        b3.StoreAligned(scores + 104);
        a4.StoreAligned(scores + 128);
        b4.StoreAligned(scores + 136);
        a5.StoreAligned(scores + 160);
        b5.StoreAligned(scores + 168);
    }
}
