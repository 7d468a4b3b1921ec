using Xunit;

namespace NormFace.Alignment;

public class AlignmentTemplateTests
{
    public static TheoryData<string> Names => [.. AlignmentTemplate.All.Select(template => template.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_face_that_lies_in_the_template_already_stays_where_it_is(string name)
    {
        var template = AlignmentTemplate.Named(name);
        var face = template.Landmarks ?? new Landmarks(new(52, 48), new(92, 48), new(72, 70), new(58, 96), new(86, 96));

        var transform = template.TransformFor(face);

        Assert.All(face.ToArray(), point => Assert.InRange(transform.Map(point).DistanceTo(point), 0, 1e-12));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_face_that_was_turned_enlarged_and_moved_comes_to_lie_where_it_did_before(string name)
    {
        var template = AlignmentTemplate.Named(name);
        var face = new Landmarks(
            new(105.8306, 109.8005),
            new(147.9323, 112.5533),
            new(121.3533, 139.1172),
            new(106.1169, 155.6359),
            new(144.3622, 156.3451));
        var moved = new SimilarityTransform(1.7, 0.4, -30, 12);

        var (before, after) = (template.TransformFor(face), template.TransformFor(face.Mapped(moved)));

        Assert.All(
            face.ToArray(),
            point => Assert.InRange(after.Map(moved.Map(point)).DistanceTo(before.Map(point)), 0, 1e-9));
    }

    [Fact]
    public void The_light_cnn_sees_level_eyes_in_row_48_and_the_mouth_48_rows_below()
    {
        var face = new Landmarks(new(100, 90), new(140, 110), new(110, 130), new(80, 140), new(120, 160));

        var aligned = face.Mapped(AlignmentTemplate.EyeMouth144x144.TransformFor(face));

        Assert.Equal(48, aligned.LeftEye.Y, 1e-9);
        Assert.Equal(48, aligned.RightEye.Y, 1e-9);
        Assert.Equal(72, aligned.LeftEye.Middle(aligned.RightEye).X, 1e-9);
        Assert.Equal(96, aligned.LeftMouth.Middle(aligned.RightMouth).Y, 1e-9);
        Assert.True(aligned.LeftEye.X < aligned.RightEye.X);
    }

    [Fact]
    public void The_two_five_point_templates_differ_by_eight_columns_and_by_where_counting_starts()
    {
        var (narrow, wide) =
            (AlignmentTemplate.FivePoint96x112.Landmarks!, AlignmentTemplate.FivePoint112x112.Landmarks!);

        Assert.All(
            narrow.ToArray().Zip(wide.ToArray()),
            pair => Assert.InRange(pair.Second.DistanceTo(new(pair.First.X + 9, pair.First.Y + 1)), 0, 1e-9));
    }

    [Fact]
    public void Points_that_are_no_face_are_refused()
    {
        var upsideDown = new Landmarks(new(140, 100), new(100, 100), new(120, 120), new(130, 140), new(110, 140));
        var one = new Landmarks(new(1, 1), new(1, 1), new(1, 1), new(1, 1), new(1, 1));
        var lost = new Landmarks(new(double.NaN, 1), new(2, 1), new(1, 2), new(1, 3), new(2, 3));

        Assert.Contains(
            "swapped",
            Assert.Throws<ArgumentException>(() => AlignmentTemplate.EyeMouth144x144.TransformFor(upsideDown)).Message,
            StringComparison.Ordinal);
        Assert.All(
            AlignmentTemplate.All,
            template => Assert.Contains(
                "must differ",
                Assert.Throws<ArgumentException>(() => template.TransformFor(one)).Message,
                StringComparison.Ordinal));
        Assert.All(
            AlignmentTemplate.All,
            template => Assert.Contains(
                "finite",
                Assert.Throws<ArgumentException>(() => template.TransformFor(lost)).Message,
                StringComparison.Ordinal));
        Assert.Contains(
            "five-point-96x112, ",
            Assert.Throws<ArgumentException>(() => AlignmentTemplate.Named("96x112")).Message,
            StringComparison.Ordinal);
    }
}
