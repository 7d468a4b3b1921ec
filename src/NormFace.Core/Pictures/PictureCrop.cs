namespace NormFace.Pictures;

/// <summary>
/// Which part of an aligned picture the network sees: a rectangle on a canvas of a stated size, in pixels.
/// </summary>
/// <param name="CanvasWidth">Width of the pictures this crop is for, at least 1.</param>
/// <param name="CanvasHeight">Height of the pictures this crop is for, at least 1.</param>
/// <param name="Left">First column, at least 0.</param>
/// <param name="Top">First row, at least 0.</param>
/// <param name="Width">Columns, at least 1; <c>Left + Width</c> is at most the canvas's width.</param>
/// <param name="Height">Rows, at least 1; <c>Top + Height</c> is at most the canvas's height.</param>
public sealed record PictureCrop(int CanvasWidth, int CanvasHeight, int Left, int Top, int Width, int Height)
{
    /// <summary>The whole of a picture.</summary>
    /// <param name="width">Width in pixels, at least 1.</param>
    /// <param name="height">Height in pixels, at least 1.</param>
    /// <returns>A crop that takes all.</returns>
    public static PictureCrop Whole(int width, int height) => new(width, height, 0, 0, width, height);

    /// <summary>A crop as recipes and studies write it.</summary>
    /// <param name="canvas">Width and height of the pictures.</param>
    /// <param name="columns">First and last column, counted from 0.</param>
    /// <param name="rows">First and last row, counted from 0.</param>
    /// <returns>The crop.</returns>
    /// <exception cref="ArgumentException">
    /// A list does not hold two numbers, or the rectangle is empty or leaves the canvas.
    /// </exception>
    public static PictureCrop FromRanges(
        IReadOnlyList<long> canvas, IReadOnlyList<long> columns, IReadOnlyList<long> rows)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(rows);
        if (canvas.Count != 2 || columns.Count != 2 || rows.Count != 2)
        {
            throw new ArgumentException(
                "A crop must hold canvas [width, height], columns [first, last] and rows [first, last].");
        }

        try
        {
            return checked(new PictureCrop(
                (int)canvas[0],
                (int)canvas[1],
                (int)columns[0],
                (int)rows[0],
                (int)(columns[1] - columns[0] + 1),
                (int)(rows[1] - rows[0] + 1))).Checked();
        }
        catch (OverflowException error)
        {
            throw new ArgumentException("A crop must be of numbers below 2,147,483,648.", error);
        }
    }

    /// <summary>Throws unless the rectangle lies on its canvas.</summary>
    /// <returns>The crop itself.</returns>
    /// <exception cref="ArgumentException">The rectangle is empty or leaves the canvas; it is quoted.</exception>
    public PictureCrop Checked() =>
        CanvasWidth >= 1 && CanvasHeight >= 1 && Left >= 0 && Top >= 0 && Width >= 1 && Height >= 1
            && Width <= CanvasWidth - Left && Height <= CanvasHeight - Top
            ? this
            : throw new ArgumentException($"crop must be a rectangle inside its canvas, but was {this}.");

    /// <summary>For people and errors: <c>columns 0..95, rows 0..111 of 112x112</c>.</summary>
    public override string ToString() =>
        FormattableString.Invariant(
            $"columns {Left}..{Left + Width - 1}, rows {Top}..{Top + Height - 1} of {CanvasWidth}x{CanvasHeight}");
}
