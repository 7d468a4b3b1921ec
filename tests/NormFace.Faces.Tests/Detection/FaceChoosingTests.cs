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

    [Fact]
    public void A_face_is_chosen_by_its_number_and_there_may_be_none_of_that_number()
    {
        Assert.Same(Small, FaceChoosing.Choose([Large, Central, Small], FaceChoice.Numbered(3), 100, 100));
        Assert.Null(FaceChoosing.Choose([Large, Central], FaceChoice.Numbered(3), 100, 100));
        Assert.Equal(
            "there is no face 3: it has 2, counted from the largest",
            FaceChoosing.WhyNone([Large, Central], FaceChoice.Numbered(3), 100, 100));
    }

    [Fact]
    public void Only_refuses_several_faces_that_could_be_meant_and_takes_one_beside_small_ones()
    {
        Assert.True(FaceChoosing.AreSeveral([Large, Central], FaceChoice.Only));
        Assert.False(FaceChoosing.AreSeveral([Large, Small], FaceChoice.Only));
        Assert.False(FaceChoosing.AreSeveral([Large, Central], FaceChoice.Largest));
        Assert.False(FaceChoosing.AreSeveral([], FaceChoice.Only));
    }

    [Theory]
    [InlineData("only"), InlineData("central"), InlineData("largest"), InlineData("1"), InlineData("12")]
    public void A_choice_is_read_as_it_is_written(string text)
    {
        Assert.Equal(text, FaceChoice.Parse(text).ToString());
        Assert.Equal(FaceChoice.Parse(text), FaceChoice.Parse(text.ToUpperInvariant()));
    }

    [Theory]
    [InlineData(""), InlineData("0"), InlineData("-1"), InlineData("+1"), InlineData("1.5"), InlineData("biggest")]
    [InlineData("99999999999")]
    public void Any_other_choice_is_refused(string text) =>
        Assert.Contains($"but was '{text}'", Assert.Throws<ArgumentException>(() => FaceChoice.Parse(text)).Message);

    private static DetectedFace At(double left, double top, double side) =>
        new(
            new FaceBox(left, top, side, side),
            new Landmarks(new(1, 1), new(2, 1), new(1, 2), new(1, 3), new(2, 3)),
            1);
}
