using NormFace.AllPairs;
using Xunit;

namespace NormFace.Scoring;

public unsafe class TileProductTests
{
    [Theory]
    [InlineData(1), InlineData(3), InlineData(95), InlineData(96), InlineData(128), InlineData(200)]
    public void Every_score_is_one_chain_of_fused_steps_whatever_the_width_of_vectors(int size)
    {
        var random = new Random(size);
        using var left = new NativeArray<float>(size * TileProduct.LeftRows);
        using var right = new NativeArray<float>(size * TileProduct.RightRows);
        using var wide = new NativeArray<float>(TileProduct.ScoreCount);
        using var narrow = new NativeArray<float>(TileProduct.ScoreCount);
        foreach (ref var value in left.Span)
        {
            value = (float)(random.NextDouble() - 0.5);
        }

        foreach (ref var value in right.Span)
        {
            value = (float)(random.NextDouble() - 0.5);
        }

        TileProduct.Scores512(left.Start, right.Start, size, wide.Start);
        TileProduct.Scores256(left.Start, right.Start, size, narrow.Start);

        for (var row = 0; row < TileProduct.LeftRows; row++)
        {
            for (var column = 0; column < TileProduct.RightRows; column++)
            {
                var expected = LiteralAllPairs.Score(
                    Column(left.Span, row, TileProduct.LeftRows), Column(right.Span, column, TileProduct.RightRows));
                Assert.Equal(expected, wide.Span[(row * TileProduct.RightRows) + column]);
                Assert.Equal(expected, narrow.Span[(row * TileProduct.RightRows) + column]);
            }
        }
    }

    [Theory]
    [InlineData(1, false), InlineData(60, false), InlineData(128, false), InlineData(128, true)]
    public void A_tile_is_counted_while_the_next_is_computed(int size, bool isPortable)
    {
        const int Tiles = 5;
        var random = new Random(size);
        using var left = new NativeArray<float>(size * TileProduct.LeftRows);
        using var right = new NativeArray<float>(Tiles * size * TileProduct.RightRows);
        using var table = new NativeArray<uint>(ScoreGrid.Places);
        using var scores = new NativeArray<float>(TileProduct.ScoreCount);
        using var places = new NativeArray<uint>(TileProduct.ScoreCount);
        using var flagged = new NativeArray<float>((Tiles * TileProduct.ScoreCount) + 1);
        var unit = (float)(1 / Math.Sqrt(size));
        foreach (ref var value in left.Span)
        {
            value = (float)((2 * random.NextDouble()) - 1) * unit;
        }

        foreach (ref var value in right.Span)
        {
            value = (float)((2 * random.NextDouble()) - 1) * unit;
        }

        right.Span[3] = float.NaN;
        foreach (ref var cell in table.Span)
        {
            cell = (uint)random.Next(2);
        }

        table.Span[0] = 0;
        var flags = table.Span.ToArray();
        var state = new CountingState
        {
            Table = table.Start,
            Scores = scores.Start,
            Places = places.Start,
            FlaggedEnd = flagged.Start,
        };
        var expected = new uint[ScoreGrid.Places];
        List<float> expectedFlagged = [];
        for (var tile = 0; tile < Tiles; tile++)
        {
            var panel = right.Start + (tile * size * TileProduct.RightRows);
            var all = new float[TileProduct.ScoreCount];
            for (var index = 0; index < all.Length; index++)
            {
                all[index] = LiteralAllPairs.Score(
                    Column(left.Span, index / TileProduct.RightRows, TileProduct.LeftRows),
                    Column(
                        new ReadOnlySpan<float>(panel, size * TileProduct.RightRows),
                        index % TileProduct.RightRows,
                        TileProduct.RightRows));
                var place = ScoreGrid.PlaceOf(all[index]);
                expected[place]++;
                if (flags[place] == 1)
                {
                    expectedFlagged.Add(all[index]);
                }
            }

            var highest = all.Where(score => !float.IsNaN(score)).Max();
            var threshold = tile % 2 == 0 ? highest : MathF.BitIncrement(highest);
            var isReached = isPortable
                ? CountingSteps.Run(left.Start, panel, size, &state, threshold)
                : CountingTile.Run(left.Start, panel, size, &state, threshold);
            Assert.Equal(tile % 2 == 0, isReached);
        }

        CountingSteps.Drain(&state);

        Assert.Equal(expected.Skip(1).ToArray(), table.Span.ToArray().Skip(1).Select(cell => cell >> 1).ToArray());
        Assert.Equal(
            expectedFlagged, new ReadOnlySpan<float>(flagged.Start, (int)(state.FlaggedEnd - flagged.Start)).ToArray());
    }

    private static float[] Column(ReadOnlySpan<float> matrix, int column, int columns)
    {
        var values = new float[matrix.Length / columns];
        for (var row = 0; row < values.Length; row++)
        {
            values[row] = matrix[(row * columns) + column];
        }

        return values;
    }
}
