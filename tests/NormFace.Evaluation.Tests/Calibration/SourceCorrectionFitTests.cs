using System.Text.Json.Nodes;
using NormFace.Embeddings;
using NormFace.Models;
using NormFace.Verification;
using Xunit;

namespace NormFace.Calibration;

public class SourceCorrectionFitTests
{
    private const int Size = 24;

    [Fact]
    public void An_offset_that_two_sources_do_not_share_is_removed()
    {
        var (plain, moved) = (Source(1, 0), Source(2, 0.8));

        var correction = SourceCorrectionFit.Of([("plain", plain), ("moved", moved)]);

        // Two means span one difference.
        Assert.Equal((1, 400, Size), (correction.DirectionCount, correction.PictureCount, correction.Size));
        Assert.True(MeanCosine(moved) > 0.2);
        Assert.Equal(0, MeanCosine(correction.Apply(plain)), 0.03);
        Assert.Equal(0, MeanCosine(correction.Apply(moved)), 0.03);
    }

    [Fact]
    public void The_mean_is_that_of_the_sources_whatever_their_sizes()
    {
        FeatureSet first = new([1, 0, 0, 1, 0, 0, 1, 0, 0], ["a/1", "a/2", "a/3"]);
        FeatureSet second = new([0, 5, 0], ["b/1"]);

        var correction = SourceCorrectionFit.Of([("first", first), ("second", second)], directions: 0);

        // The mean is (1/2, 1/2, 0): of a feature along the third axis (-1/2, -1/2, 1) is left.
        var left = correction.Apply([0, 0, 2]);
        Assert.Equal(-0.5 / Math.Sqrt(1.5), left[0], 6);
        Assert.Equal(-0.5 / Math.Sqrt(1.5), left[1], 6);
        Assert.Equal(1 / Math.Sqrt(1.5), left[2], 6);
    }

    [Fact]
    public void Equal_sources_leave_no_direction_to_remove() =>
        Assert.Equal(0, SourceCorrectionFit.Of([("a", Source(1, 0)), ("b", Source(1, 0))]).DirectionCount);

    [Fact]
    public void One_source_other_sizes_and_a_negative_count_are_refused()
    {
        Assert.Throws<ArgumentException>(() => SourceCorrectionFit.Of([("a", Source(1, 0))]));
        Assert.Throws<ArgumentException>(
            () => SourceCorrectionFit.Of([("a", Source(1, 0)), ("b", new([1, 2], ["x/1"]))]));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => SourceCorrectionFit.Of([("a", Source(1, 0)), ("b", Source(2, 1))], -1));
    }

    [Fact]
    public void A_calibration_is_used_with_the_correction_it_was_made_with_only()
    {
        var correction = SourceCorrectionFit.Of([("a", Source(1, 0)), ("b", Source(2, 1))]);
        var other = SourceCorrectionFit.Of([("a", Source(3, 0)), ("b", Source(4, 1))]);
        var plain = ScoreCalibration.Of(
            SimulatedFaces.Pairs(1, people: 40), [0.1], "simulated", "cosine",
            new() { Bootstrap = new() { ReplicateCount = 20 } });
        var corrected = plain with { Correction = correction.Origin, Source = "corrected" };
        ModelCalibration calibration = new([corrected]);

        Assert.Same(correction, calibration.CorrectionOf(correction, "m"));
        Assert.Null(new ModelCalibration([plain]).CorrectionOf(correction, "m"));
        Assert.Throws<InvalidDataException>(() => calibration.CorrectionOf(other, "m"));
        Assert.Throws<InvalidDataException>(() => calibration.CorrectionOf(null, "m"));
        Assert.Throws<ArgumentException>(() => new ModelCalibration([plain, corrected]));
    }

    [Fact]
    public void Records_without_a_correction_keep_the_first_form_and_those_with_one_cannot_be_read_as_such()
    {
        var plain = ScoreCalibration.Of(
            SimulatedFaces.Pairs(1, people: 40), [0.1], "simulated", "cosine",
            new() { Bootstrap = new() { ReplicateCount = 20 } });
        var json = (plain with { Correction = "0123456789abcdef" }).ToJson();

        Assert.Equal(1, (int)plain.ToJson()["format"]!);
        Assert.False(plain.ToJson().ContainsKey("correction"));
        Assert.Equal(2, (int)json["format"]!);
        Assert.Equal("0123456789abcdef", CalibrationRecord.Read(json, "m").Correction);
        json["format"] = 1;
        Assert.Throws<InvalidDataException>(() => CalibrationRecord.Read(json, "m"));
        JsonObject without = plain.ToJson();
        without["format"] = 2;
        Assert.Throws<InvalidDataException>(() => CalibrationRecord.Read(without, "m"));
    }

    // 200 people around an offset along the first axis.
    private static FeatureSet Source(int seed, double offset)
    {
        var random = new Random(seed);
        var values = new float[200 * Size];
        for (var index = 0; index < values.Length; index++)
        {
            var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(Math.Tau * random.NextDouble());
            values[index] = (float)((normal / Math.Sqrt(Size)) + (index % Size == 0 ? offset : 0));
        }

        return new FeatureSet(values, [.. Enumerable.Range(0, 200).Select(row => $"p{row}/1.jpg")]);
    }

    private static double MeanCosine(FeatureSet set)
    {
        var embeddings = set.Normalize();
        var sum = 0.0;
        for (var first = 0; first < set.Count; first++)
        {
            for (var second = 0; second < first; second++)
            {
                sum += embeddings.Cosine(first, second);
            }
        }

        return sum / (set.Count * (set.Count - 1) / 2);
    }
}
