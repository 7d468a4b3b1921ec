using NormFace.Alignment;
using NormFace.Decoding;
using NormFace.Detection;
using NormFace.Recognition;
using Xunit;

namespace NormFace.Conditions;

public class FaceConditionsTests
{
    [Fact]
    public void A_face_of_two_greys_has_their_mean_and_half_their_distance()
    {
        // Rows of 60 and of 100 by turns: luma 80 on average, each pixel 20 from it.
        var face = FaceConditions.OfAligned(Grey(96, 112, (_, row) => row % 2 == 0 ? 60 : 100));

        Assert.Equal(80, face.Brightness!.Value, 1e-9);
        Assert.Equal(20, face.Contrast!.Value, 1e-9);
        Assert.Equal((2 * 40.0) * (2 * 40) / (20 * 20), face.Sharpness!.Value, 1e-9); // 4a − 2a − 2b = ±80 everywhere
        Assert.True(face is { Faces: null, Score: null, FaceSize: null, EyeDistance: null, Pose: null });
    }

    [Fact]
    public void Brightness_weighs_the_colours_as_eyes_do()
    {
        var rgb = new byte[3 * 16 * 16];
        for (var pixel = 0; pixel < 256; pixel++)
        {
            rgb[(3 * pixel) + 1] = 200;
        }

        Assert.Equal(0.587 * 200, FaceConditions.OfAligned(new Picture(16, 16, rgb)).Brightness!.Value, 1e-9);
    }

    [Fact]
    public void Of_a_picture_too_small_to_measure_nothing_is_known() =>
        Assert.Equal(new FaceConditions(), FaceConditions.OfAligned(Grey(7, 40, (_, _) => 9)));

    [Fact]
    public void A_photograph_has_the_conditions_of_its_face_in_the_template()
    {
        var photograph = Grey(300, 200, (column, row) => ((7 * column) + (13 * row)) % 251);
        var points = new Landmarks(new(110, 80), new(150, 84), new(133, 102), new(115, 122), new(146, 125));
        using var detector = new GivenFaces(
            new DetectedFace(new FaceBox(90, 50, 80, 90), points, 0.875),
            new DetectedFace(new FaceBox(10, 10, 41, 45), points, 0.5),   // just above a quarter of the area
            new DetectedFace(new FaceBox(200, 10, 10, 10), points, 0.9));

        var face = FaceConditions.OfPhotograph(photograph, detector, FaceChoice.Largest);

        var aligned = AlignmentTemplate.FivePoint96x112.Align(photograph, points);
        Assert.Equal(2, face.Faces);
        Assert.Equal(0.875, face.Score);
        Assert.Equal(Math.Sqrt(80 * 90), face.FaceSize!.Value, 1e-12);
        Assert.Equal(Math.Sqrt((40 * 40) + (4 * 4)), face.EyeDistance!.Value, 1e-12);
        Assert.Equal(HeadPose.Of(points), face.Pose);
        Assert.Equal(FaceSharpness.Of(aligned), face.Sharpness);
    }

    [Fact]
    public void Without_a_face_or_with_several_where_one_is_asked_for_only_their_number_is_known()
    {
        var photograph = Grey(50, 50, (_, _) => 9);
        var points = new Landmarks(new(10, 10), new(20, 10), new(15, 15), new(11, 20), new(19, 20));
        using var none = new GivenFaces();
        using var two = new GivenFaces(
            new DetectedFace(new FaceBox(0, 0, 20, 20), points, 1),
            new DetectedFace(new FaceBox(25, 0, 20, 20), points, 1));

        Assert.Equal(
            new FaceConditions { Faces = 0 }, FaceConditions.OfPhotograph(photograph, none, FaceChoice.Central));
        Assert.Equal(new FaceConditions { Faces = 2 }, FaceConditions.OfPhotograph(photograph, two, FaceChoice.Only));
    }

    private static Picture Grey(int width, int height, Func<int, int, int> grey) => new(
        width,
        height,
        [.. Enumerable.Range(0, width * height).SelectMany(
            index => Enumerable.Repeat((byte)grey(index % width, index / width), 3))]);

    private sealed class GivenFaces(params DetectedFace[] faces) : FaceDetector("given")
    {
        protected override IReadOnlyList<DetectedFace> Find(Picture picture) => faces;
    }
}
