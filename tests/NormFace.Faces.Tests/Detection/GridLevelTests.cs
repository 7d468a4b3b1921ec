using NormFace.Alignment;
using NormFace.Detection.Grids;
using Xunit;

namespace NormFace.Detection;

public class GridLevelTests
{
    [Theory]
    [InlineData(false, 0, 0), InlineData(true, 0.5, 0.5)]
    public void A_cell_is_decoded_as_the_formula_says(bool areMaps, double offset, double shift)
    {
        // Six cells in rows of three; only the fourth, column 0 of row 1, scores.
        const int cell = 3, cells = 6;
        float[] box = [0.25f, -0.5f, 0.7f, 0], points = [-1, 0, 1, 0.1f, 0.2f, 0.5f, -0.5f, 1, 0.75f, 1.25f];
        GridOutput Output(float[] own)
        {
            var values = new float[own.Length * cells];
            for (var index = 0; index < own.Length; index++)
            {
                values[areMaps ? (index * cells) + cell : (cell * own.Length) + index] = own[index];
            }

            return new GridOutput(values, own.Length, areMaps);
        }

        var face = Assert.Single(new GridLevel(
            16, Columns: 3, offset, shift, Output([0.8f]), Output(box), Output(points)).Above(0.5));

        var (x, y) = (offset * 16, (1 + offset) * 16);
        var width = Math.Exp(0.7f) * 16;
        Assert.Equal(x + (0.25 * 16) - (width / 2), face.Box.Left, 1e-9);
        Assert.Equal(y - (0.5 * 16) - 8, face.Box.Top, 1e-9);
        Assert.Equal(width, face.Box.Width, 1e-9);
        Assert.Equal(16, face.Box.Height, 1e-9);
        Assert.Equal(0.8f, face.Score);
        Assert.Equal(new PixelPoint(x - 16 - shift, y - shift), face.Landmarks.LeftEye);
        Assert.Equal(x + (0.75 * 16) - shift, face.Landmarks.RightMouth.X, 1e-9);
        Assert.Equal(y + (1.25 * 16) - shift, face.Landmarks.RightMouth.Y, 1e-9);
    }
}
