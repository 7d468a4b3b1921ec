using NormFace.Alignment;
using NormFace.Drawing;

namespace NormFace.Cli.Faces;

/// <summary>Pictures with their faces marked and numbered, the largest face first.</summary>
internal static class FacesPicture
{
    /// <summary>Most pictures on a sheet.</summary>
    public const int MostOnSheet = 60;

    private const int Tile = 320, Gap = 8, NameHeight = 22, MaxSide = 1600;
    private const uint Paper = 0xFFFFFF, Ink = 0x20262C, Mark = 0x2FD36A;

    /// <summary>Draws one picture as it is, or several on a sheet, as a PNG file.</summary>
    public static byte[] Draw(IReadOnlyList<FoundFaces> pictures)
    {
        FoundFaces[] drawn = [.. pictures.Where(picture => picture.Picture is not null).Take(MostOnSheet)];
        return drawn switch
        {
            [] => Empty(),
            [var one] => Draw(one),
            _ => Sheet(drawn),
        };
    }

    private static byte[] Empty()
    {
        using var canvas = new PictureCanvas(Tile, NameHeight, Paper);
        canvas.Write("No picture could be read.", Gap, NameHeight - 6, 14, Ink);
        return canvas.ToPng();
    }

    private static byte[] Draw(FoundFaces picture)
    {
        var scale = Math.Min(1, (double)MaxSide / Math.Max(picture.Width, picture.Height));
        var (width, height) = ((int)Math.Ceiling(picture.Width * scale), (int)Math.Ceiling(picture.Height * scale));
        using var canvas = new PictureCanvas(width, height, Paper);
        Place(canvas, picture, new FaceBox(0, 0, width, height), Math.Max(2, Math.Max(width, height) / 400.0));
        return canvas.ToPng();
    }

    private static byte[] Sheet(FoundFaces[] pictures)
    {
        var columns = (int)Math.Ceiling(Math.Sqrt(pictures.Length * 1.3));
        var rows = (pictures.Length + columns - 1) / columns;
        using var canvas = new PictureCanvas(
            (columns * (Tile + Gap)) + Gap, (rows * (Tile + NameHeight + Gap)) + Gap, Paper);
        foreach (var (index, picture) in pictures.Index())
        {
            var (left, top) = (
                Gap + (index % columns * (Tile + Gap)), Gap + (index / columns * (Tile + NameHeight + Gap)));
            Place(canvas, picture, new FaceBox(left, top, Tile, Tile), thickness: 2);
            canvas.Write(Shortened(picture.Name), left, top + Tile + NameHeight - 6, 13, Ink);
        }

        return canvas.ToPng();
    }

    /// <summary>Draws a picture with its faces numbered.</summary>
    public static void Place(PictureCanvas canvas, FoundFaces picture, FaceBox into, double thickness)
    {
        var place = canvas.Draw(picture.Picture!, into);
        foreach (var (index, face) in picture.Faces.Index())
        {
            canvas.Mark(face.Box, face.Landmarks, Mark, place, thickness);
            var (left, top) = (place.Left + (place.Scale * face.Box.Left), place.Top + (place.Scale * face.Box.Top));
            var (number, size) = (FormattableString.Invariant($"{index + 1}"), 7 * thickness);
            var (x, y) = (Math.Max(into.Left, left), Math.Max(into.Top, top));
            canvas.Fill(new FaceBox(x, y, size * (0.5 + (0.62 * number.Length)), 1.3 * size), Mark);
            canvas.Write(number, x + (0.25 * size), y + (1.05 * size), size, Ink);
        }
    }

    private static string Shortened(string name) => name.Length <= 42 ? name : $"…{name[^41..]}";
}
