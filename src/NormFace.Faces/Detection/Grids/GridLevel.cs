using NormFace.Alignment;

namespace NormFace.Detection.Grids;

/// <summary>What a single-shot network says of a picture at one stride: a score, a box and five points for each
/// cell.</summary>
/// <remarks>
/// Of the cell in column <c>i</c> and row <c>j</c>, with its origin at <c>((i + o)·s, (j + o)·s)</c> for a stride
/// <c>s</c>: the middle of the box lies <c>(b₀, b₁)·s</c> from the origin, its sides are <c>(e^b₂, e^b₃)·s</c>, and a
/// point lies <c>(p₀, p₁)·s</c> from the origin. Source: Wu et al., "YuNet: A Tiny Millisecond-level Face Detector",
/// 2023, section 3, and its release.
/// </remarks>
/// <param name="Stride">Pixels from cell to cell, <c>s</c>.</param>
/// <param name="Columns">Cells in a row.</param>
/// <param name="Offset">Where a cell's origin lies in it, <c>o</c>: 0 for its corner, 0.5 for its middle.</param>
/// <param name="PointShift">What is taken off points: 0.5 where the network counts them from the picture's edge, 0
/// where it counts them from the middle of the first pixel.</param>
/// <param name="Scores">One number a cell, in [0, 1].</param>
/// <param name="Boxes">Four numbers a cell.</param>
/// <param name="Points">Ten numbers a cell.</param>
internal sealed record GridLevel(
    int Stride,
    int Columns,
    double Offset,
    double PointShift,
    GridOutput Scores,
    GridOutput Boxes,
    GridOutput Points)
{
    /// <summary>The largest exponent that is taken: a side of 400 cells.</summary>
    private const double LargestExponent = 6;

    /// <summary>The cells that score enough, as faces in pixels of the network's input.</summary>
    public IEnumerable<DetectedFace> Above(double threshold)
    {
        for (var cell = 0; cell < Scores.CellCount; cell++)
        {
            if (Scores[cell, 0] >= threshold)
            {
                yield return At(cell);
            }
        }
    }

    private DetectedFace At(int cell)
    {
        var (across, down) = ((cell % Columns) + Offset, (cell / Columns) + Offset);
        var (width, height) = (Side(Boxes[cell, 2]), Side(Boxes[cell, 3]));
        var box = new FaceBox(
            ((across + Boxes[cell, 0]) * Stride) - (width / 2),
            ((down + Boxes[cell, 1]) * Stride) - (height / 2),
            width,
            height);
        var points = new PixelPoint[5];
        for (var index = 0; index < points.Length; index++)
        {
            points[index] = new PixelPoint(
                ((across + Points[cell, 2 * index]) * Stride) - PointShift,
                ((down + Points[cell, (2 * index) + 1]) * Stride) - PointShift);
        }

        return new DetectedFace(box, Landmarks.From(points), Scores[cell, 0]);
    }

    private double Side(double exponent) => Math.Exp(Math.Min(exponent, LargestExponent)) * Stride;
}
