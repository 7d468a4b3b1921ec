using NormFace.Native;
using Xunit;
using static TorchSharp.torch;

namespace NormFace.DetectorTraining;

/// <summary>The loss of one face of two cells, against its formulas written out.</summary>
public class DetectorLossTests
{
    [Fact]
    public void The_parts_are_what_their_formulas_say()
    {
        _ = NativeStart.Ensure();
        using var scope = NewDisposeScope();
        var batch = DetectorBatch.Of(
            count: 1,
            side: 32,
            weights: [.. Enumerable.Repeat(1f, 21)],
            // Cell 5 of stride 8, in column 1 of row 1: origin (12, 12); a face of 10 x 12 about (13, 11).
            targets: [5, 8, 12, 12, 13, 11, 10, 12, 10, 9, 16, 9, 13, 12, 11, 15, 15, 15]);
        var maps = new[] { 4, 2, 1 }.Select(side => zeros(1, 15, side, side) - 0.0).ToArray();
        float[] own = [0.3f, 0.2f, -0.1f, 0.4f, 0.3f, -0.2f, -0.4f, 0.5f, -0.4f, 0.1f, 0, -0.1f, 0.4f, 0.4f, 0.4f];
        for (var index = 0; index < own.Length; index++)
        {
            maps[0][0, index, 1, 1] = own[index];
        }

        var parts = DetectorLoss.Of(maps, batch);

        var (x, y, w, h) = (12 + (0.2 * 8), 12 - (0.1 * 8), 8 * Math.Exp(0.4), 8 * Math.Exp(0.3));
        double Overlap(double middle, double side, double trueMiddle, double trueSide) => Math.Max(
            0, Math.Min(middle + (side / 2), trueMiddle + (trueSide / 2)) - Math.Max(middle - (side / 2), trueMiddle - (trueSide / 2)));
        double Hull(double middle, double side, double trueMiddle, double trueSide) =>
            Math.Max(middle + (side / 2), trueMiddle + (trueSide / 2)) - Math.Min(middle - (side / 2), trueMiddle - (trueSide / 2));
        var common = Overlap(x, w, 13, 10) * Overlap(y, h, 11, 12);
        var shared = common / ((w * h) + 120 - common);
        var (across, down) = (Hull(x, w, 13, 10), Hull(y, h, 11, 12));
        var box = 1 - shared + ((Square(x - 13) + Square(y - 11)) / (Square(across) + Square(down)))
            + (Square(w - 10) / Square(across)) + (Square(h - 12) / Square(down));
        Assert.Equal(box, parts.Box.item<float>(), 1e-4);

        double[] wanted = [10, 9, 16, 9, 13, 12, 11, 15, 15, 15];
        var points = wanted.Select((place, index) =>
        {
            var away = Math.Abs(12 + (own[5 + index] * 8.0) - place) * 20 / Math.Sqrt(120);
            return away < 0.5 ? away * away : away - 0.25;
        }).Average();
        Assert.Equal(points, parts.Points.item<float>(), 1e-4);

        double Focal(double logit, double share)
        {
            var score = 1 / (1 + Math.Exp(-logit));
            return Square(score - share) * -((share * Math.Log(score)) + ((1 - share) * Math.Log(1 - score)));
        }

        var scores = Focal(own[0], shared) + (20 * Focal(0, 0));
        Assert.Equal(scores, parts.Score.item<float>(), 1e-4); // divided by the sum of shares, at least 1
        Assert.Equal(scores + (2 * box) + (2.5 * points), parts.Total.item<float>(), 1e-3);
    }

    private static double Square(double value) => value * value;
}
