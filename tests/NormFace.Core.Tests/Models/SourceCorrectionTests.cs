using System.Text.Json.Nodes;
using NormFace.Embeddings;
using Xunit;

namespace NormFace.Models;

public class SourceCorrectionTests
{
    private static readonly float[] Mean = [0.2f, -0.1f, 0.3f, 0];

    private static readonly float[][] Directions = [[0.6f, 0.8f, 0, 0], [0, 0, 0, 1]];

    private static SourceCorrection Some => new(Mean, Directions, ["street", "studio, grey"], 240);

    [Fact]
    public void What_is_left_is_the_literal_projection()
    {
        float[] feature = [3, 1, -2, 5];

        var corrected = Some.Apply(feature);

        // (I - d1 d1' - d2 d2') (x / |x| - m), over its length, written out.
        var length = Math.Sqrt(9 + 1 + 4 + 25);
        double[] centred = [(3 / length) - 0.2, (1 / length) + 0.1, (-2 / length) - 0.3, 5 / length];
        var along = (0.6 * centred[0]) + (0.8 * centred[1]);
        double[] left = [centred[0] - (0.6 * along), centred[1] - (0.8 * along), centred[2], 0];
        var rest = Math.Sqrt(left.Sum(value => value * value));
        for (var index = 0; index < 4; index++)
        {
            Assert.Equal(left[index] / rest, corrected[index], 6);
        }
    }

    [Fact]
    public void The_length_of_a_feature_changes_nothing() =>
        Assert.All(
            Some.Apply([3, 1, -2, 5]).Zip(Some.Apply([30, 10, -20, 50])),
            pair => Assert.Equal(pair.First, pair.Second, 1e-6f));

    [Fact]
    public void A_set_is_corrected_row_by_row_under_its_names()
    {
        FeatureSet set = new([3, 1, -2, 5, 1, 2, 3, 4], ["a/1.jpg", "b/1.jpg"]);

        var corrected = Some.Apply(set);

        Assert.Equal(set.Names, corrected.Names);
        Assert.Equal(Some.Apply(set.Row(1)), corrected.Row(1).ToArray());
    }

    [Fact]
    public void A_home_of_few_people_moves_the_mean_little_and_one_of_many_nearly_all_the_way()
    {
        float[] at = [0, 1, 0, 0];

        Assert.Equal(MovedBy(1), Literal(1));
        Assert.Equal(MovedBy(3000), Literal(3000));

        float[] MovedBy(int people) => Some
            .MovedTo(new([.. Enumerable.Repeat(at, people).SelectMany(row => row)],
                [.. Enumerable.Range(0, people).Select(person => $"p{person}/1.jpg")]))
            .Apply([1, 1, 1, 1]);

        float[] Literal(int people)
        {
            float[] mean =
            [
                .. Mean.Select((value, index) => (float)(((people * at[index]) + (15 * value)) / (people + 15.0))),
            ];
            return new SourceCorrection(mean, Directions, ["x"], 1).Apply([1, 1, 1, 1]);
        }
    }

    [Fact]
    public void Pictures_of_one_person_at_home_count_as_one()
    {
        var once = Some.MovedTo(new([0, 1, 0, 0, 1, 0, 0, 0], ["a/1.jpg", "b/1.jpg"]));
        var twice = Some.MovedTo(new([0, 1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0], ["a/1.jpg", "a/2.jpg", "b/1.jpg"]));

        Assert.Equal(once.Fingerprint, twice.Fingerprint);
        Assert.NotEqual(Some.Fingerprint, once.Fingerprint);
        Assert.Equal(Some.Fingerprint, once.Origin);
    }

    [Fact]
    public void It_comes_back_from_its_file_form_to_the_last_bit()
    {
        var read = SourceCorrection.Read(JsonNode.Parse(Some.ToJson().ToJsonString())!.AsObject(), "m");

        Assert.Equal(Some.ToJson().ToJsonString(), read.ToJson().ToJsonString());
        Assert.Equal(Some.Apply([3, 1, -2, 5]), read.Apply([3, 1, -2, 5]));
        Assert.Equal((Some.Fingerprint, 240, 2), (read.Fingerprint, read.PictureCount, read.DirectionCount));
    }

    [Theory]
    [InlineData("format", "2", "m(sourceCorrection.format): expected at most 1")]
    [InlineData("featureSize", "0", "m(sourceCorrection.featureSize)")]
    [InlineData("featureSize", "65536", "m(sourceCorrection.values): expected 786432 bytes in base 64")]
    [InlineData("directionCount", "-1", "m(sourceCorrection.directionCount)")]
    [InlineData("directionCount", "2000000000", "m(sourceCorrection.directionCount)")]
    [InlineData("values", "\"!\"", "m(sourceCorrection.values): expected 48 bytes")]
    [InlineData("values", "7", "m(sourceCorrection.values)")]
    [InlineData("sources", "[]", "m(sourceCorrection)")]
    [InlineData("pictureCount", "0", "m(sourceCorrection.pictureCount)")]
    [InlineData("further", "1", "m(sourceCorrection.further): expected only the fields")]
    public void A_hostile_field_is_named(string field, string value, string message)
    {
        var json = Some.ToJson();
        json[field] = JsonNode.Parse(value);

        Assert.StartsWith(
            message,
            Assert.Throws<InvalidDataException>(() => SourceCorrection.Read(json, "m")).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(2f)]
    public void A_mean_or_direction_out_of_range_is_refused(float value)
    {
        Assert.Throws<ArgumentException>(() => new SourceCorrection([value, 0], [], ["x"], 1));
        Assert.Throws<ArgumentException>(() => new SourceCorrection([0, 0], [[value, 0]], ["x"], 1));
    }

    [Fact]
    public void Directions_that_are_not_at_right_angles_or_too_many_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new SourceCorrection([0, 0, 0], [[1, 0, 0], [0.6f, 0.8f, 0]], ["x"], 1));
        Assert.Throws<ArgumentException>(() => new SourceCorrection([0, 0], [[1, 0], [0, 1]], ["x"], 1));
    }

    [Fact]
    public void A_feature_without_direction_of_another_size_or_of_which_nothing_is_left_is_refused()
    {
        Assert.Throws<InvalidDataException>(() => Some.Apply([0, 0, 0, 0]));
        Assert.Throws<InvalidDataException>(() => Some.Apply([1, float.NaN, 0, 0]));
        Assert.Throws<ArgumentException>(() => Some.Apply([1, 0, 0]));
        Assert.Throws<InvalidDataException>(() => new SourceCorrection([1, 0], [], ["x"], 1).Apply([5, 0]));
    }

    [Fact]
    public void Without_a_mean_and_directions_it_is_the_projection_to_the_sphere()
    {
        float[] feature = [3, 1, -2, 5];

        Assert.All(
            new SourceCorrection(new float[4], [], ["x"], 1).Apply(feature).Zip(UnitVector.Of(feature)),
            pair => Assert.Equal(pair.Second, pair.First, 1e-6f));
    }
}
