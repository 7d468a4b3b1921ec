using NormFace.Decoding;

namespace NormFace.Recognition;

/// <summary>How sharp an aligned face is: what of its contrast lies between neighbouring pixels.</summary>
/// <remarks>
/// Mean square of the Laplacian of the luma over the variance of the luma, in the middle of the picture where the face
/// is. A darker or paler picture has the same value; a blurred one a smaller one, and so has one that was enlarged.
/// </remarks>
internal static class FaceSharpness
{
    /// <summary>Below this, faces count as blurred. See docs/results/faces.md for how it was chosen.</summary>
    public const double Min = 0.004;

    /// <summary>Measures an aligned face.</summary>
    /// <param name="aligned">The face in its template, at least 8 pixels wide and high.</param>
    /// <returns>The sharpness, at least 0; 0 for a picture without contrast.</returns>
    /// <exception cref="ArgumentException">The picture is smaller.</exception>
    public static double Of(Picture aligned)
    {
        ArgumentNullException.ThrowIfNull(aligned);
        var (left, right, top, bottom) = Middle(aligned);
        var (count, sum, squares, edges) = (0, 0.0, 0.0, 0.0);
        for (var row = top; row < bottom; row++)
        {
            for (var column = left; column < right; column++)
            {
                var here = Luma(aligned, column, row);
                var edge = (4 * here) - Luma(aligned, column - 1, row) - Luma(aligned, column + 1, row)
                    - Luma(aligned, column, row - 1) - Luma(aligned, column, row + 1);
                (count, sum, squares, edges) = (count + 1, sum + here, squares + (here * here), edges + (edge * edge));
            }
        }

        var variance = (squares / count) - (sum / count * (sum / count));
        return variance > 1e-9 ? edges / count / variance : 0;
    }

    /// <summary>The part of an aligned picture where the face is.</summary>
    /// <exception cref="ArgumentException">The picture is smaller than 8x8.</exception>
    public static (int Left, int Right, int Top, int Bottom) Middle(Picture aligned) =>
        aligned.Width >= 8 && aligned.Height >= 8
            ? (aligned.Width / 8, aligned.Width * 7 / 8, aligned.Height / 4, aligned.Height * 7 / 8)
            : throw new ArgumentException(
                $"aligned must be at least 8x8, but was {aligned.Width}x{aligned.Height}.", nameof(aligned));

    /// <summary>Luma of a pixel, 0 to 255.</summary>
    public static double Luma(Picture picture, int column, int row)
    {
        var pixel = picture.Rgb.Slice(3 * ((row * picture.Width) + column), 3);
        return (0.299 * pixel[0]) + (0.587 * pixel[1]) + (0.114 * pixel[2]);
    }
}
