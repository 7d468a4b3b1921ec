using System.Globalization;
using System.Text;

namespace NormFace.Charts;

/// <summary>
/// Joins places on a drawing to a path; what lies less than half a pixel on is left out, and the last place is kept.
/// </summary>
internal sealed class SvgPath
{
    private readonly StringBuilder path = new();
    private (double X, double Y)? last; // drawn
    private (double X, double Y)? skipped;

    /// <summary>Goes on to a place.</summary>
    public void To(double x, double y)
    {
        if (last is { } drawn && Math.Abs(x - drawn.X) < 0.5 && Math.Abs(y - drawn.Y) < 0.5)
        {
            skipped = drawn == (x, y) ? null : (x, y);
            return;
        }

        Keep();
        Append(x, y);
    }

    /// <summary>Ends a piece: the next place begins another.</summary>
    public void Part()
    {
        Keep();
        last = null;
    }

    /// <summary>The path so far.</summary>
    public override string ToString()
    {
        Keep();
        return path.ToString();
    }

    private void Keep()
    {
        if (skipped is { } place)
        {
            Append(place.X, place.Y);
        }
    }

    private void Append(double x, double y)
    {
        path.Append(CultureInfo.InvariantCulture, $"{(last is null ? 'M' : 'L')}{x:0.#} {y:0.#}");
        (last, skipped) = ((x, y), null);
    }
}
