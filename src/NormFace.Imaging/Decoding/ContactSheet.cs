namespace NormFace.Decoding;

/// <summary>Many small pictures in one, row by row.</summary>
public static class ContactSheet
{
    /// <summary>Puts pictures side by side.</summary>
    /// <param name="pictures">Pictures of one size, at least one.</param>
    /// <param name="columns">Pictures in a row, at least 1. A last row that is not full is filled with black.</param>
    /// <returns>The sheet.</returns>
    /// <exception cref="ArgumentException">There are no pictures, their sizes differ, or <paramref name="columns"/> is below 1.</exception>
    public static Picture Of(IReadOnlyList<Picture> pictures, int columns)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        if (pictures.Count == 0)
        {
            throw new ArgumentException("pictures must hold at least one picture, but is empty.", nameof(pictures));
        }

        var (width, height) = (pictures[0].Width, pictures[0].Height);
        var rows = (pictures.Count + columns - 1) / columns;
        var sheet = new Picture(columns * width, rows * height, new byte[checked(3 * columns * width * rows * height)]);
        for (var index = 0; index < pictures.Count; index++)
        {
            if ((pictures[index].Width, pictures[index].Height) != (width, height))
            {
                throw new ArgumentException(
                    $"pictures[{index}] must be {width}x{height} as the first, but is {pictures[index].Width}x{pictures[index].Height}.", nameof(pictures));
            }

            Copy(pictures[index], sheet, index % columns * width, index / columns * height);
        }

        return sheet;
    }

    private static void Copy(Picture from, Picture to, int left, int top)
    {
        for (var row = 0; row < from.Height; row++)
        {
            from.Rgb.AsSpan(3 * row * from.Width, 3 * from.Width).CopyTo(to.Rgb.AsSpan(3 * (((top + row) * to.Width) + left)));
        }
    }
}
