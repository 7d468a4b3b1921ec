using NormFace.Decoding;

namespace NormFace.DetectorTraining;

/// <summary>Canvases side by side, with what is to be learned of them.</summary>
internal static class CanvasSheet
{
    private const int Columns = 4;

    /// <summary>Draws a sheet as PNG.</summary>
    public static byte[] Draw(IReadOnlyList<TrainingCanvas> canvases)
    {
        var side = canvases[0].Side;
        var (width, height) = (Columns * side, (canvases.Count + Columns - 1) / Columns * side);
        var rgb = new byte[3 * width * height];
        for (var index = 0; index < canvases.Count; index++)
        {
            var (canvas, left, top) = (canvases[index], index % Columns * side, index / Columns * side);
            for (var y = 0; y < side; y++)
            {
                canvas.Rgb.AsSpan(3 * y * side, 3 * side).CopyTo(rgb.AsSpan(3 * (((top + y) * width) + left)));
            }

            foreach (var face in canvas.Faces)
            {
                var (box, green) = (face.Box, face.Landmarks is not null);
                for (var share = 0.0; share <= 1; share += 0.5 / side)
                {
                    Dot(box.Left + (share * box.Width), box.Top, green);
                    Dot(box.Left + (share * box.Width), box.Top + box.Height, green);
                    Dot(box.Left, box.Top + (share * box.Height), green);
                    Dot(box.Left + box.Width, box.Top + (share * box.Height), green);
                }

                foreach (var (place, point) in (face.Landmarks?.ToArray() ?? []).Index())
                {
                    Dot(point.X + 0.5, point.Y + 0.5, place % 2 == 0);
                    Dot(point.X + 1.5, point.Y + 0.5, place % 2 == 0);
                }
            }

            void Dot(double x, double y, bool isGreen)
            {
                if (x >= 0 && y >= 0 && x < side && y < side)
                {
                    var at = 3 * (((top + (int)y) * width) + left + (int)x);
                    (rgb[at], rgb[at + 1]) = ((byte)(isGreen ? 0 : 255), (byte)(isGreen ? 255 : 0));
                    rgb[at + 2] = 0;
                }
            }
        }

        return new Picture(width, height, rgb).ToPng();
    }
}
