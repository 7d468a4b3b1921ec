using NormFace.Networks;

namespace NormFace.DetectorTraining;

/// <summary>Canvases as the network reads them, and what it should say of them.</summary>
internal sealed class DetectorBatch
{
    /// <summary>Numbers of a target: cell, stride, its middle (2), box as middle and sides (4), points (10).</summary>
    public const int NumbersPerTarget = 18;

    private DetectorBatch(int count, int side, float[] pixels, float[] weights, float[] targets) =>
        (Count, Side, Pixels, Weights, Targets) = (count, side, pixels, weights, targets);

    /// <summary>A batch of given targets, without pixels.</summary>
    public static DetectorBatch Of(int count, int side, float[] weights, float[] targets) =>
        new(count, side, [], weights, targets);

    /// <summary>Composes a batch on this thread.</summary>
    public static DetectorBatch Compose(CanvasComposer composer, int side, int count, long step)
    {
        var (contract, cells) = (DetectionNetwork.Contract(side), CanvasTargets.CellCount(side));
        var pixels = new float[count * 3 * side * side];
        var weights = new float[count * cells];
        var targets = new List<float>();
        for (var place = 0; place < count; place++)
        {
            var canvas = composer.Compose(step, place);
            contract.Convert(
                canvas.Rgb, pixels.AsSpan(place * 3 * side * side, 3 * side * side), isChannelsLast: true);
            var wanted = CanvasTargets.Of(canvas);
            wanted.Weights.CopyTo(weights.AsSpan(place * cells));
            foreach (var target in wanted.Faces)
            {
                var box = target.Face.Box;
                targets.AddRange(
                [
                    (place * cells) + target.Cell, target.Stride, (float)target.X, (float)target.Y,
                    (float)(box.Left + (box.Width / 2)), (float)(box.Top + (box.Height / 2)), (float)box.Width,
                    (float)box.Height,
                    .. target.Face.Landmarks!.ToArray().SelectMany(point =>
                        new[] { (float)(point.X + 0.5), (float)(point.Y + 0.5) }),
                ]);
            }
        }

        return new DetectorBatch(count, side, pixels, weights, [.. targets]);
    }

    /// <summary>Number of canvases.</summary>
    public int Count { get; }

    /// <summary>Their side.</summary>
    public int Side { get; }

    /// <summary><c>[N, side, side, 3]</c>.</summary>
    public float[] Pixels { get; }

    /// <summary>Whether the score of each cell counts, <c>[N, cells]</c>.</summary>
    public float[] Weights { get; }

    /// <summary><c>[faces' cells, 18]</c>; see <see cref="NumbersPerTarget"/>.</summary>
    public float[] Targets { get; }
}
