using NormFace.Alignment;
using NormFace.Decoding;
using NormFace.Networks;
using Xunit;

namespace NormFace.DetectorTraining;

public class CanvasTargetsTests
{
    private static readonly Landmarks Points = new(new(1, 1), new(2, 1), new(1.5, 2), new(1, 3), new(2, 3));

    [Theory]
    [InlineData(12, new[] { 8 }), InlineData(40, new[] { 8, 16 })]
    [InlineData(90, new[] { 16, 32 }), InlineData(180, new[] { 32 })]
    public void A_face_belongs_to_the_strides_that_suit_its_size(int side, int[] strides)
    {
        var targets = CanvasTargets.Of(Canvas(new LabelledFace(new FaceBox(60, 60, side, side), Points)));

        Assert.Equal(strides, targets.Faces.Select(target => target.Stride).Distinct().Order());
        Assert.All(targets.Faces, target =>
        {
            Assert.InRange(Math.Abs(target.X - (60 + (side / 2.0))), 0, 1.5 * target.Stride);
            Assert.InRange(Math.Abs(target.Y - (60 + (side / 2.0))), 0, 1.5 * target.Stride);
        });
        Assert.All(targets.Weights, weight => Assert.Equal(1, weight));
    }

    [Fact]
    public void Of_two_faces_over_each_other_the_smaller_one_has_the_cell()
    {
        var (large, small) = (
            new LabelledFace(new FaceBox(60, 60, 40, 40), Points),
            new LabelledFace(new FaceBox(68, 68, 24, 24), Points));

        var targets = CanvasTargets.Of(Canvas(large, small));

        Assert.All(
            targets.Faces.Where(target => target.Stride == 8),
            target => Assert.Equal(24, target.Face.Box.Width, 1e-9));
    }

    [Fact]
    public void Cells_over_a_place_to_ignore_do_not_count()
    {
        var targets = CanvasTargets.Of(Canvas(new LabelledFace(new FaceBox(64, 64, 64, 64), null)));

        Assert.Empty(targets.Faces);
        var wanted = DetectionNetwork.Strides.Sum(stride => 64 / stride * (64 / stride));
        Assert.Equal(wanted, targets.Weights.Count(weight => weight == 0));
        Assert.Equal(CanvasTargets.CellCount(256), targets.Weights.Length);
    }

    private static TrainingCanvas Canvas(params LabelledFace[] faces)
    {
        var canvas = new TrainingCanvas(256);
        var picture = new LabelledPicture(new MippedPicture(new Picture(256, 256, new byte[3 * 256 * 256])), faces);
        var corner = new PixelPoint(-0.5, -0.5);
        canvas.Draw(picture, new Placement(corner, corner, 1, 0, false), new FaceBox(0, 0, 256, 256));
        return canvas;
    }
}
