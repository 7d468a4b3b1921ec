using NormFace.Embeddings;
using Xunit;

namespace NormFace.Templates;

public class TemplatePoolingTests
{
    private static readonly float Diagonal = (float)Math.Sqrt(0.5);

    [Fact]
    public void A_template_is_the_direction_of_the_mean_of_unit_rows()
    {
        var set = Set(("p/1.jpg", [3, 0]), ("p/2.jpg", [0, 0.1f]));

        var pooled = Table(("p/7", "p/1.jpg"), ("p/7", "p/2.jpg")).Pool(set);

        Assert.Equal(["p/7"], pooled.Names);
        Assert.Equal([Diagonal, Diagonal], pooled.Row(0).ToArray());
    }

    [Fact]
    public void Kept_lengths_weigh_the_rows()
    {
        var set = Set(("p/1.jpg", [3, 0]), ("p/2.jpg", [0, 4]));

        var pooled = Table(("p/7", "p/1.jpg"), ("p/7", "p/2.jpg")).Pool(set, keepsLengths: true);

        Assert.Equal([0.6f, 0.8f], pooled.Row(0).ToArray());
    }

    [Fact]
    public void The_frames_of_a_video_count_as_one_picture()
    {
        var set = Set(("p/1.jpg", [1, 0]), ("p/2.jpg", [0, 1]), ("p/3.jpg", [0, 2]), ("p/4.jpg", [0, 3]));
        TemplateMember[] members =
        [
            new("p/7", "p/1.jpg"),
            new("p/7", "p/2.jpg", "video"),
            new("p/7", "p/3.jpg", "video"),
            new("p/7", "p/4.jpg", "video"),
        ];

        Assert.Equal([Diagonal, Diagonal], new TemplateTable("table", members).Pool(set).Row(0).ToArray());
    }

    [Fact]
    public void Weights_weigh_pictures()
    {
        var set = Set(("p/1.jpg", [1, 0]), ("p/2.jpg", [0, 1]));
        TemplateMember[] members = [new("p/7", "p/1.jpg", Weight: 3), new("p/7", "p/2.jpg", Weight: 4)];

        Assert.Equal([0.6f, 0.8f], new TemplateTable("table", members).Pool(set).Row(0).ToArray());
    }

    [Fact]
    public void A_template_of_one_picture_is_its_direction()
    {
        var pooled = Table(("p/1", "p/1.jpg")).Pool(Set(("p/1.jpg", [3, 4])));

        Assert.Equal([0.6f, 0.8f], pooled.Row(0).ToArray());
    }

    [Fact]
    public void Pictures_that_cancel_each_other_are_refused_with_their_template()
    {
        var set = Set(("p/1.jpg", [1, 2]), ("p/2.jpg", [-2, -4]));

        var error = Assert.Throws<InvalidDataException>(() => Table(("p/7", "p/1.jpg"), ("p/7", "p/2.jpg")).Pool(set));

        Assert.Contains(
            "template 'p/7' to have a direction, but its 2 pictures cancel each other",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Pictures_without_any_weight_are_refused()
    {
        var error = Assert.Throws<InvalidDataException>(() =>
            new TemplateTable("table", [new TemplateMember("p/7", "p/1.jpg", Weight: 0)])
                .Pool(Set(("p/1.jpg", [1, 2]))));

        Assert.Contains("weight 0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_pictures_are_named()
    {
        var error = Assert.Throws<InvalidDataException>(() => Table(("p/7", "p/9.jpg")).Pool(Set(("p/1.jpg", [1, 2]))));

        Assert.Contains("1 missing: 'p/9.jpg'", error.Message, StringComparison.Ordinal);
    }

    private static TemplateTable Table(params (string Template, string Picture)[] members) =>
        new(
            "table",
            [.. members.Select((member, index) =>
                new TemplateMember(member.Template, member.Picture, Line: index + 2))]);

    private static FeatureSet Set(params (string Name, float[] Values)[] rows) =>
        new([.. rows.SelectMany(row => row.Values)], [.. rows.Select(row => row.Name)]);
}
