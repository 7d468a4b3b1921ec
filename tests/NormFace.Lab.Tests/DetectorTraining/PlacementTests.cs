using NormFace.Alignment;
using Xunit;

namespace NormFace.DetectorTraining;

public class PlacementTests
{
    private static readonly Landmarks Points =
        new(new(10, 10), new(30, 12), new(20, 20), new(12, 30), new(28, 31));

    [Theory]
    [InlineData(1, 0, false), InlineData(0.5, 30, false), InlineData(2, -25, true)]
    public void What_lies_at_a_point_of_the_canvas_is_where_the_point_came_from(
        double scale, double degrees, bool isMirrored)
    {
        var placement = new Placement(new PixelPoint(20, 21), new PixelPoint(100, 90), scale, degrees, isMirrored);

        var moved = placement.Moved(new LabelledFace(new FaceBox(5, 5, 30, 30), Points)).Landmarks!;

        // A mirrored face has its left eye where the right one was.
        var back = placement.Source(moved.LeftEye.X, moved.LeftEye.Y);
        var wanted = isMirrored ? Points.RightEye : Points.LeftEye;
        Assert.Equal(wanted.X, back.X, 1e-9);
        Assert.Equal(wanted.Y, back.Y, 1e-9);
        var eyes = Points.LeftEye.DistanceTo(Points.RightEye);
        Assert.Equal(scale * eyes, moved.LeftEye.DistanceTo(moved.RightEye), 1e-9);
    }

    [Fact]
    public void A_mirrored_face_keeps_left_on_the_left()
    {
        var placement = new Placement(new PixelPoint(20, 20), new PixelPoint(50, 50), 1, 0, isMirrored: true);

        var face = placement.Moved(new LabelledFace(new FaceBox(5, 5, 30, 30), Points)).Landmarks!;

        Assert.True(face.LeftEye.X < face.RightEye.X && face.LeftMouth.X < face.RightMouth.X);
        Assert.Equal(new PixelPoint(40, 42), face.LeftEye);
    }

    [Fact]
    public void A_step_along_a_row_is_the_difference_of_two_sources()
    {
        var placement = new Placement(new PixelPoint(3, 4), new PixelPoint(7, 9), 1.7, 20, isMirrored: true);

        var (from, to, step) = (placement.Source(5, 6), placement.Source(6, 6), placement.Step(1));

        Assert.Equal(to.X - from.X, step.X, 1e-12);
        Assert.Equal(to.Y - from.Y, step.Y, 1e-12);
    }
}
