using Xunit;

namespace NormFace.Alignment;

public class HeadPoseTests
{
    // The head of the documentation: millimetres, x to the right, y down, z into the picture.
    private static readonly (double X, double Y, double Z)[] Head =
        [(-31.5, 0, 0), (31.5, 0, 0), (0, 36, -30), (-26, 73, 0), (26, 73, 0)];

    public static TheoryData<double, double, double> Poses()
    {
        TheoryData<double, double, double> poses = [];
        foreach (var yaw in new[] { -75.0, -30, 0, 12, 60 })
        {
            foreach (var pitch in new[] { -40.0, 0, 25 })
            {
                foreach (var roll in new[] { -170.0, -20, 0, 45, 100 })
                {
                    poses.Add(yaw, pitch, roll);
                }
            }
        }

        return poses;
    }

    [Theory]
    [MemberData(nameof(Poses))]
    public void The_pose_of_a_projected_head_is_found_exactly(double yaw, double pitch, double roll)
    {
        var pose = HeadPose.Of(
            Project(yaw, pitch, roll, point => (0.7 * point.X) + 120, point => (0.7 * point.Y) - 33));

        Assert.Equal(yaw, pose!.Value.Yaw, 1e-9);
        Assert.Equal(pitch, pose.Value.Pitch, 1e-9);
        Assert.Equal(roll, pose.Value.Roll, 1e-9);
    }

    [Fact]
    public void A_mirror_image_looks_to_the_other_side()
    {
        var face = new Landmarks(new(30, 50), new(62, 54), new(52, 70), new(36, 91), new(61, 93));
        var mirrored = new Landmarks(
            Flip(face.RightEye), Flip(face.LeftEye), Flip(face.Nose), Flip(face.RightMouth), Flip(face.LeftMouth));

        var (one, other) = (HeadPose.Of(face)!.Value, HeadPose.Of(mirrored)!.Value);

        Assert.Equal(-one.Yaw, other.Yaw, 1e-9);
        Assert.Equal(one.Pitch, other.Pitch, 1e-9);
        Assert.Equal(-one.Roll, other.Roll, 1e-9);

        static PixelPoint Flip(PixelPoint point) => new(95 - point.X, point.Y);
    }

    [Fact]
    public void A_nose_to_the_right_is_a_yaw_above_0_and_one_further_up_a_pitch_above_0()
    {
        var face = AlignmentTemplate.FivePoint96x112.Landmarks!;

        var right = HeadPose.Of(face with { Nose = new(face.Nose.X + 5, face.Nose.Y) })!.Value;
        var up = HeadPose.Of(face with { Nose = new(face.Nose.X, face.Nose.Y - 5) })!.Value;

        Assert.True(right.Yaw > 10);
        Assert.True(up.Pitch > 10);
    }

    [Fact]
    public void The_face_of_the_template_looks_straight_ahead()
    {
        var pose = HeadPose.Of(AlignmentTemplate.FivePoint96x112.Landmarks!)!.Value;

        Assert.InRange(pose.Yaw, -1, 1);
        Assert.InRange(pose.Pitch, -1, 1);
        Assert.InRange(pose.Roll, -1, 1);
    }

    [Fact]
    public void A_camera_close_by_changes_the_pose_by_few_degrees()
    {
        const double Distance = 1000; // millimetres
        Landmarks Seen(double yaw, double pitch) => Project(
            yaw,
            pitch,
            0,
            point => point.X / (1 + (point.Z / Distance)),
            point => point.Y / (1 + (point.Z / Distance)));

        foreach (var (yaw, pitch) in new[] { (0.0, 0.0), (20, 0), (-40, 10), (0, 20), (30, -15) })
        {
            var pose = HeadPose.Of(Seen(yaw, pitch))!.Value;

            Assert.Equal(yaw, pose.Yaw, 4.0);
            Assert.Equal(pitch, pose.Pitch, 4.0);
        }
    }

    [Fact]
    public void Points_on_a_line_are_no_face_and_points_that_are_no_numbers_are_refused()
    {
        Assert.Null(HeadPose.Of(new Landmarks(new(0, 0), new(1, 1), new(2, 2), new(3, 3), new(4, 4))));
        Assert.Throws<ArgumentException>(() => HeadPose.Of(
            new Landmarks(new(0, 0), new(double.NaN, 1), new(2, 2), new(3, 3), new(4, 4))));
        Assert.Throws<ArgumentException>(() => HeadPose.Of(
            new Landmarks(new(1, 1), new(1, 1), new(1, 1), new(1, 1), new(1, 1))));
    }

    // First nodded, then turned to the side, then tilted; seen along z.
    private static Landmarks Project(
        double yaw,
        double pitch,
        double roll,
        Func<(double X, double Y, double Z), double> x,
        Func<(double X, double Y, double Z), double> y)
    {
        var points = Head.Select(point =>
        {
            var seen = Tilted(Turned(Nodded(point, pitch), yaw), roll);
            return new PixelPoint(x(seen), y(seen));
        }).ToArray();
        return Landmarks.From(points);
    }

    // The chin comes forward as the face looks up.
    private static (double X, double Y, double Z) Nodded((double X, double Y, double Z) point, double degrees)
    {
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        return (point.X, (cos * point.Y) + (sin * point.Z), (cos * point.Z) - (sin * point.Y));
    }

    // The nose, in front of the head, goes to the right.
    private static (double X, double Y, double Z) Turned((double X, double Y, double Z) point, double degrees)
    {
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        return ((cos * point.X) - (sin * point.Z), point.Y, (cos * point.Z) + (sin * point.X));
    }

    // The right eye goes down.
    private static (double X, double Y, double Z) Tilted((double X, double Y, double Z) point, double degrees)
    {
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        return ((cos * point.X) - (sin * point.Y), (cos * point.Y) + (sin * point.X), point.Z);
    }
}
