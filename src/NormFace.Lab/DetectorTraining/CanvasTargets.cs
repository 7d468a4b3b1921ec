using NormFace.Networks;

namespace NormFace.DetectorTraining;

/// <summary>What the cells of the three grids should say of a canvas.</summary>
/// <remarks>
/// A face belongs to the cells within 1.5 of its middle, at each stride that suits its size; where faces compete, the
/// smaller one wins. Cells over a place to ignore do not count, unless a face has them.
/// </remarks>
internal sealed class CanvasTargets
{
    private const double Radius = 1.5;

    // Sides of faces, in cells, that a stride is for; the finest takes all smaller, the coarsest all larger ones.
    private const double Fewest = 1.9, Most = 6;

    private CanvasTargets(float[] weights, List<CellTarget> faces) => (Weights, Faces) = (weights, faces);

    /// <summary>For every cell whether its score counts, 1 or 0; stride by stride, row by row.</summary>
    public float[] Weights { get; }

    /// <summary>The cells that belong to a face.</summary>
    public IReadOnlyList<CellTarget> Faces { get; }

    /// <summary>Number of cells of all strides for a side.</summary>
    public static int CellCount(int side) => DetectionNetwork.Strides.Sum(stride => side / stride * (side / stride));

    /// <summary>Assigns the faces of a canvas.</summary>
    public static CanvasTargets Of(TrainingCanvas canvas)
    {
        var (weights, faces, first) = (new float[CellCount(canvas.Side)], new List<CellTarget>(), 0);
        Array.Fill(weights, 1);
        LabelledFace[] smallestFirst =
            [.. canvas.Faces.Where(face => face.Landmarks is not null).OrderBy(face => face.Box.Area)];
        var ignored = canvas.Faces.Where(face => face.Landmarks is null).ToArray();
        foreach (var stride in DetectionNetwork.Strides)
        {
            var columns = canvas.Side / stride;
            var suiting = smallestFirst.Where(face => Suits(Math.Sqrt(face.Box.Area) / stride, stride)).ToArray();
            for (var cell = 0; cell < columns * columns; cell++)
            {
                var (x, y) = (((cell % columns) + 0.5) * stride, ((cell / columns) + 0.5) * stride);
                if (Array.Find(suiting, face => IsNear(face, x, y, Radius * stride)) is { } own)
                {
                    faces.Add(new CellTarget(first + cell, stride, x, y, own));
                }
                else if (Array.Exists(ignored, face => Holds(face, x, y)))
                {
                    weights[first + cell] = 0;
                }
            }

            first += columns * columns;
        }

        return new CanvasTargets(weights, faces);
    }

    private static bool Suits(double cells, int stride) =>
        (cells >= Fewest || stride == DetectionNetwork.Strides[0])
        && (cells <= Most || stride == DetectionNetwork.Strides[^1]);

    private static bool IsNear(LabelledFace face, double x, double y, double radius)
    {
        var (right, down) = (x - (face.Box.Left + (face.Box.Width / 2)), y - (face.Box.Top + (face.Box.Height / 2)));
        return Math.Abs(right) < radius && Math.Abs(down) < radius && Holds(face, x, y);
    }

    private static bool Holds(LabelledFace face, double x, double y) =>
        x >= face.Box.Left && x < face.Box.Left + face.Box.Width && y >= face.Box.Top
        && y < face.Box.Top + face.Box.Height;
}
