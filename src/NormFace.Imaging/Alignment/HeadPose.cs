namespace NormFace.Alignment;

/// <summary>Where a head turns, estimated from five points of its face, in degrees.</summary>
/// <param name="Yaw">Turn to the side, in [−90, 90]: above 0 where the face looks to the right of the picture.</param>
/// <param name="Pitch">Nod, in [−180, 180]: above 0 where the face looks up. Rough; see the remarks.</param>
/// <param name="Roll">Tilt, in [−180, 180]: angle of the line through both eyes, above 0 clockwise.</param>
/// <remarks>
/// <para>
/// The points are taken for the projection of a head of stated size, seen from afar (scaled orthographic), in
/// millimetres, x to the right, y down, z into the picture: eyes (±31.5, 0, 0), tip of the nose (0, 36, −30), corners
/// of the mouth (±26, 73, 0). Least squares over the five points has a closed form: with E, M the middles of eyes and
/// mouth and N the nose,
/// </para>
/// <code>
/// right = (31.5 (rightEye − leftEye) + 26 (rightMouth − leftMouth)) / (2 (31.5² + 26²))
/// down  = (M − E) / 73
/// in    = (E + 36 down − N) / 30
/// </code>
/// <para>
/// are the columns of a 2×3 matrix P, the projection of the head's axes. The nearest one with orthonormal rows is (P
/// Pᵀ)^(−1/2) P; with the cross product of its rows it is a rotation, read as roll after yaw after pitch.
/// </para>
/// <para>
/// What five points cannot tell: depth comes from the nose alone, so a nose longer by a tenth reads as a yaw larger by
/// about a tenth. Pitch compares the height of the nose between eyes and mouth with that of the model, which differs
/// from person to person by about as much as a nod of 10 degrees moves it, and changes with an open mouth: compare
/// pitch between pictures of a person, or between large groups. A face near profile has points that a detector guesses.
/// Source of the method: DeMenthon and Davis, "Model-based object pose in 25 lines of code", IJCV 15 (1995), first
/// step; heights and widths are those of <see cref="AlignmentTemplate.FivePoint96x112"/> at 63 mm between the eyes, so
/// a face that fits the template has angles near 0.
/// </para>
/// </remarks>
public readonly record struct HeadPose(double Yaw, double Pitch, double Roll)
{
    private const double Eye = 31.5;
    private const double Mouth = 26;
    private const double MouthDown = 73;
    private const double NoseDown = 36;
    private const double NoseOut = 30;

    /// <summary>Estimates the pose of a face.</summary>
    /// <param name="face">Its five points in the picture.</param>
    /// <returns>The pose; null where the points lie on a line, and show no face.</returns>
    /// <exception cref="ArgumentException">A coordinate is not finite, or all points are the same.</exception>
    public static HeadPose? Of(Landmarks face)
    {
        ArgumentNullException.ThrowIfNull(face);
        _ = face.Checked();
        var (x, y) = (Axes(face, point => point.X), Axes(face, point => point.Y));

        // The square root of P Pᵀ, a symmetric matrix of two rows, has a closed form.
        var (a, b, c) = (Dot(x, x), Dot(x, y), Dot(y, y));
        var root = Math.Sqrt(Math.Max(0, (a * c) - (b * b)));
        if (!(root > 1e-9 * (a + c)))
        {
            return null;
        }

        var factor = Math.Sqrt(a + c + (2 * root)) / (((a + root) * (c + root)) - (b * b));
        var first = Sum(factor * (c + root), x, -factor * b, y);
        var second = Sum(-factor * b, x, factor * (a + root), y);
        var third = (
            Right: (first.Down * second.In) - (first.In * second.Down),
            Down: (first.In * second.Right) - (first.Right * second.In),
            In: (first.Right * second.Down) - (first.Down * second.Right));
        return new HeadPose(
            Degrees(Math.Asin(Math.Clamp(third.Right, -1, 1))),
            Degrees(-Math.Atan2(third.Down, third.In)),
            Degrees(Math.Atan2(second.Right, first.Right)));
    }

    // One coordinate of the head's axes in the picture, per millimetre.
    private static (double Right, double Down, double In) Axes(Landmarks face, Func<PixelPoint, double> of)
    {
        var (eyes, mouth) = (
            (of(face.LeftEye) + of(face.RightEye)) / 2, (of(face.LeftMouth) + of(face.RightMouth)) / 2);
        var right = ((Eye * (of(face.RightEye) - of(face.LeftEye)))
            + (Mouth * (of(face.RightMouth) - of(face.LeftMouth)))) / (2 * ((Eye * Eye) + (Mouth * Mouth)));
        var down = (mouth - eyes) / MouthDown;
        return (right, down, (eyes + (NoseDown * down) - of(face.Nose)) / NoseOut);
    }

    private static double Dot(
        (double Right, double Down, double In) one, (double Right, double Down, double In) other) =>
        (one.Right * other.Right) + (one.Down * other.Down) + (one.In * other.In);

    private static (double Right, double Down, double In) Sum(
        double factor,
        (double Right, double Down, double In) one,
        double otherFactor,
        (double Right, double Down, double In) other) =>
    (
        (factor * one.Right) + (otherFactor * other.Right),
        (factor * one.Down) + (otherFactor * other.Down),
        (factor * one.In) + (otherFactor * other.In));

    private static double Degrees(double radians) => radians * 180 / Math.PI;
}
