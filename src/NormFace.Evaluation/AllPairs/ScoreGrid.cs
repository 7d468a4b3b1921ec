using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NormFace.AllPairs;

/// <summary>
/// 32,768 places of equal width that scores fall into, and the whole numbers that order scores bit for bit.
/// </summary>
/// <remarks>
/// The place of a score never falls as the score rises, so places can be counted first and looked into afterwards.
/// Place 0 takes the NaN of padding and nothing else: cosines keep well within ±1.02.
/// </remarks>
internal static class ScoreGrid
{
    public const int Places = 1 << 15;
    public const int CellsPerPlace = 16;
    public const int Cells = Places * CellsPerPlace;
    public const int PlacesPerUnit = 16_000;
    public const int Middle = 1 << 14;

    /// <summary>The place of a score.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int PlaceOf(float score)
    {
        var position = MathF.FusedMultiplyAdd(score, PlacesPerUnit, Middle);
        return !(position > 0) ? 0 : position < Places ? (int)position : Places - 1; // a NaN is not above 0
    }

    /// <summary>The places of 16 scores.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> PlacesOf(Vector512<float> scores)
    {
        var positions = Vector512.FusedMultiplyAdd(
            scores, Vector512.Create((float)PlacesPerUnit), Vector512.Create((float)Middle));
        return Vector512.Min(
            Vector512.Max(Vector512.ConvertToInt32Native(positions), Vector512<int>.Zero),
            Vector512.Create(Places - 1));
    }

    /// <summary>The cell of a score.</summary>
    public static int CellOf(float score) => CellsOf(Vector512.Create(score))[0];

    /// <summary>The cells of 16 scores: each place is 16 cells.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> CellsOf(Vector512<float> scores)
    {
        // Scaling by a power of two rounds nothing: a cell lies in its place.
        var positions = Vector512.FusedMultiplyAdd(
            scores, Vector512.Create((float)PlacesPerUnit), Vector512.Create((float)Middle)) * CellsPerPlace;
        return Vector512.Min(
            Vector512.Max(Vector512.ConvertToInt32Native(positions), Vector512<int>.Zero), Vector512.Create(Cells - 1));
    }

    /// <summary>A whole number that orders as scores do; both zeros have 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int OrderOf(float score)
    {
        var bits = BitConverter.SingleToInt32Bits(score + 0f);
        return bits ^ ((bits >> 31) & int.MaxValue);
    }

    /// <summary>The score of such a number.</summary>
    public static float ScoreOf(int order) =>
        BitConverter.Int32BitsToSingle(order ^ ((order >> 31) & int.MaxValue)) + 0f;

    /// <summary>The lowest order whose score has this place or a higher one.</summary>
    public static int FirstOrder(int place)
    {
        long low = OrderOf(-4);
        long high = OrderOf(4);
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (PlaceOf(ScoreOf((int)middle)) >= place)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return (int)low;
    }
}
