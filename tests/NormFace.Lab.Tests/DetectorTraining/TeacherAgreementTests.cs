using NormFace.Alignment;
using Xunit;

namespace NormFace.DetectorTraining;

public class TeacherAgreementTests
{
    private static readonly TeacherFace Sure = Face(100, 0.99), Beside = Face(103, 0.9);

    [Fact]
    public void A_face_that_both_teachers_are_sure_of_is_learned_half_way_between_their_boxes()
    {
        var face = Assert.Single(Faces([Sure], [Beside]));

        Assert.NotNull(face.Landmarks);
        Assert.Equal(new FaceBox(101.5, 100, 50, 60), face.Box);
    }

    [Fact]
    public void What_one_teacher_sees_or_is_not_sure_of_is_ignored()
    {
        Assert.Null(Assert.Single(Faces([Sure], [])).Landmarks);
        Assert.Null(Assert.Single(Faces([], [Beside])).Landmarks);
        Assert.All(Faces([Face(100, 0.9)], [Beside]), face => Assert.Null(face.Landmarks));
        Assert.All(Faces([Sure], [Face(103, 0.5)]), face => Assert.Null(face.Landmarks));
    }

    [Fact]
    public void What_only_one_teacher_sees_in_a_picture_of_animals_is_background()
    {
        Assert.Empty(Faces([Sure], [], isOfAnimals: true));
        Assert.Empty(Faces([], [Beside], isOfAnimals: true));
        Assert.NotNull(Assert.Single(Faces([Sure], [Beside], isOfAnimals: true)).Landmarks);
    }

    [Fact]
    public void A_steady_difference_of_the_second_teacher_does_not_move_the_points()
    {
        // The second teacher puts every point 3 pixels to the right of the first: that is its habit, not news.
        var labels = Labels([Sure], [Beside]);

        var face = Assert.Single(TeacherAgreement.Of([labels]).Faces(labels, isOfAnimals: false));

        Assert.All(
            face.Landmarks!.ToArray().Zip(Sure.ToFace().Landmarks.ToArray()),
            pair => Assert.True(pair.First.DistanceTo(pair.Second) < 1e-9));
    }

    private static IReadOnlyList<LabelledFace> Faces(
        TeacherFace[] mtcnn, TeacherFace[] yuNet, bool isOfAnimals = false) =>
        TeacherAgreement.Of([]).Faces(Labels(mtcnn, yuNet), isOfAnimals);

    private static TeacherLabels Labels(TeacherFace[] mtcnn, TeacherFace[] yuNet) =>
        new("a.jpg", 300, 300, mtcnn, yuNet);

    private static TeacherFace Face(double left, double score) => new(
        [left, 100, 50, 60],
        score,
        [left + 12, 120, left + 38, 121, left + 25, 135, left + 14, 148, left + 36, 147]);
}
