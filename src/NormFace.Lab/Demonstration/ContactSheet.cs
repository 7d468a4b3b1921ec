using NormFace.Decoding;

namespace NormFace.Demonstration;

/// <summary>Many small pictures in one, row by row.</summary>
internal static class ContactSheet
{
    /// <summary>Puts pictures side by side.</summary>
    /// <param name="pictures">Pictures of one size, at least one.</param>
    /// <param name="columns">Pictures in a row, at least 1. A last row that is not full is filled with black.</param>
    /// <returns>The sheet.</returns>
    /// <exception cref="ArgumentException">
    /// There are no pictures, their sizes differ, or <paramref name="columns"/> is below 1.
    /// </exception>
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
        var sheet = new byte[checked(3 * columns * width * rows * height)];
        for (var index = 0; index < pictures.Count; index++)
        {
            if ((pictures[index].Width, pictures[index].Height) != (width, height))
            {
                throw new ArgumentException(
                    $"pictures[{index}] must be {width}x{height} as the first, but is "
                    + $"{pictures[index].Width}x{pictures[index].Height}.",
                    nameof(pictures));
            }

            for (var row = 0; row < height; row++)
            {
                var to = 3 * width * ((((index / columns * height) + row) * columns) + (index % columns));
                pictures[index].Rgb.Slice(3 * row * width, 3 * width).CopyTo(sheet.AsSpan(to));
            }
        }

        return new Picture(columns * width, rows * height, sheet);
    }
}
