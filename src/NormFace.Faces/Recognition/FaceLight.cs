using NormFace.Decoding;

namespace NormFace.Recognition;

/// <summary>How bright an aligned face is, and how much its brightness varies.</summary>
/// <remarks>
/// Luma of Rec. 601, 0 to 255, over the middle of the picture that <see cref="FaceSharpness"/> looks at.
/// </remarks>
internal static class FaceLight
{
    /// <summary>Measures an aligned face.</summary>
    /// <param name="aligned">The face in its template, at least 8 pixels wide and high.</param>
    /// <returns>Mean luma in [0, 255], and its standard deviation in [0, 127.5].</returns>
    /// <exception cref="ArgumentException">The picture is smaller.</exception>
    public static (double Brightness, double Contrast) Of(Picture aligned)
    {
        ArgumentNullException.ThrowIfNull(aligned);
        var (left, right, top, bottom) = FaceSharpness.Middle(aligned);
        var (count, sum, squares) = (0, 0.0, 0.0);
        for (var row = top; row < bottom; row++)
        {
            for (var column = left; column < right; column++)
            {
                var luma = FaceSharpness.Luma(aligned, column, row);
                (count, sum, squares) = (count + 1, sum + luma, squares + (luma * luma));
            }
        }

        var mean = sum / count;
        return (mean, Math.Sqrt(Math.Max(0, (squares / count) - (mean * mean))));
    }
}
