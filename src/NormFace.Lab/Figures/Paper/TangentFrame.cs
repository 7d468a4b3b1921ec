namespace NormFace.Figures.Paper;

/// <summary>The sphere around the middle of two directions, rolled flat: angles from the middle are kept.</summary>
internal sealed class TangentFrame
{
    private readonly double[] middle;
    private readonly double[] across;
    private readonly double[] up;

    /// <summary>Puts the two directions to the left and right of the middle.</summary>
    public TangentFrame(double[] left, double[] right)
    {
        middle = DigitFeatures.Unit([.. left.Zip(right, (a, b) => a + b)]);
        across = DigitFeatures.Unit([.. right.Zip(left, (a, b) => a - b)]);
        up =
        [
            (middle[1] * across[2]) - (middle[2] * across[1]),
            (middle[2] * across[0]) - (middle[0] * across[2]),
            (middle[0] * across[1]) - (middle[1] * across[0]),
        ];
    }

    /// <summary>Place of a direction, in radians from the middle.</summary>
    public (double X, double Y) Seen(double[] direction)
    {
        var (x, y) = (DigitFeatures.Dot(direction, across), DigitFeatures.Dot(direction, up));
        var radius = Math.Sqrt((x * x) + (y * y));
        var angle = Math.Atan2(radius, DigitFeatures.Dot(direction, middle));
        return radius > 0 ? (angle * x / radius, angle * y / radius) : (0, 0);
    }

    /// <summary>The directions at a squared distance from a direction of length 1.</summary>
    public IEnumerable<(double X, double Y)> Circle(double[] centre, double squared)
    {
        var angle = Math.Acos(1 - (squared / 2));
        double[] first = DigitFeatures.Unit(
            [.. up.Zip(centre, (value, radial) => value - (DigitFeatures.Dot(up, centre) * radial))]);
        double[] second =
        [
            (centre[1] * first[2]) - (centre[2] * first[1]),
            (centre[2] * first[0]) - (centre[0] * first[2]),
            (centre[0] * first[1]) - (centre[1] * first[0]),
        ];
        for (var part = 0; part <= 120; part++)
        {
            var turn = 2 * Math.PI * part / 120;
            yield return Seen([
                .. centre.Select((value, axis) =>
                    (Math.Cos(angle) * value)
                        + (Math.Sin(angle) * ((Math.Cos(turn) * first[axis]) + (Math.Sin(turn) * second[axis]))))]);
        }
    }
}
