using NormFace.Alignment;
using Xunit;

namespace NormFace.Detection;

public class FaceChoosingTests
{
    private static readonly DetectedFace Large = At(60, 0, 40), Central = At(40, 40, 20), Small = At(0, 90, 8);

    [Fact]
    public void The_central_face_is_the_one_whose_middle_is_least_steps_from_the_middle_of_the_picture()
    {
        Assert.Same(Central, FaceChoosing.Choose([Large, Central, Small], FaceChoice.Central, 100, 100));
        Assert.Same(Large, FaceChoosing.Choose([Large, Central, Small], FaceChoice.Central, 160, 40));
        Assert.Same(Large, FaceChoosing.Choose([Large, Central, Small], FaceChoice.Largest, 100, 100));
        Assert.Null(FaceChoosing.Choose([], FaceChoice.Central, 100, 100));
    }

    [Fact]
    public void Faces_of_a_quarter_of_the_largest_area_could_be_meant_smaller_ones_not()
    {
        Assert.Equal(2, FaceChoosing.Rivals([Large, Central, Small])); // 400 of 1600 pixels
        Assert.Equal(1, FaceChoosing.Rivals([Large, At(0, 0, 19), Small]));
    }

    private static DetectedFace At(double left, double top, double side) =>
        new(
            new FaceBox(left, top, side, side),
            new Landmarks(new(1, 1), new(2, 1), new(1, 2), new(1, 3), new(2, 3)),
            1);
}
