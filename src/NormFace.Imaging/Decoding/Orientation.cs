using SkiaSharp;

namespace NormFace.Decoding;

/// <summary>Turns pictures the way their camera says they were held (EXIF tag 0x0112).</summary>
internal static class Orientation
{
    public static Picture Upright(Picture picture, SKEncodedOrigin origin)
    {
        if (origin == SKEncodedOrigin.TopLeft)
        {
            return picture;
        }

        var (width, height) = (picture.Width, picture.Height);
        var isOnItsSide = origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop
            or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        var (columns, rows) = isOnItsSide ? (height, width) : (width, height);
        var rgb = new byte[picture.Rgb.Length];
        var to = 0;
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                // The name says where the stored first row and first column lie in the upright picture.
                var (x, y) = origin switch
                {
                    SKEncodedOrigin.TopRight => (width - 1 - column, row),
                    SKEncodedOrigin.BottomRight => (width - 1 - column, height - 1 - row),
                    SKEncodedOrigin.BottomLeft => (column, height - 1 - row),
                    SKEncodedOrigin.LeftTop => (row, column),
                    SKEncodedOrigin.RightTop => (row, height - 1 - column),
                    SKEncodedOrigin.RightBottom => (width - 1 - row, height - 1 - column),
                    _ => (width - 1 - row, column),
                };
                picture.Rgb.Slice(((y * width) + x) * 3, 3).CopyTo(rgb.AsSpan(to, 3));
                to += 3;
            }
        }

        return new Picture(columns, rows, rgb);
    }
}
