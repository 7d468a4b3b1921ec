using System.Text.Json.Nodes;
using NormFace.Models;
using NormFace.Verification;
using Xunit;

namespace NormFace.Calibration;

public class ModelCalibrationTests
{
    private static readonly ScorePair[] Pairs = SimulatedFaces.Pairs(1, people: 40);

    // The other set's impostors come closer: every threshold lies higher.
    private static readonly CalibrationRecord Easy = Of("studio", Pairs, 0.1, 0.02), Hard = Of(
        "street", [.. Pairs.Select(pair => pair.IsGenuine ? pair : pair with { Score = pair.Score + 0.3 })], 0.1);

    [Fact]
    public void The_highest_threshold_of_all_sets_counts_and_is_told_with_its_set()
    {
        var calibration = new ModelCalibration([Easy, Hard]);

        Assert.True(Hard.At(0.1).Threshold > Easy.At(0.1).Threshold);
        Assert.Same(Hard, calibration.At(0.1));
        Assert.Same(Hard, calibration.Hardest);
        Assert.True(Hard.Cllr > Easy.Cllr);
    }

    [Fact]
    public void Only_a_rate_that_every_set_supports_can_be_asked_for()
    {
        var calibration = new ModelCalibration([Easy, Hard]);

        Assert.Equal([0.1], calibration.Rates);
        Assert.StartsWith(
            "The false match rate must be one that was calibrated (0.1), but was 0.02.",
            Assert.Throws<ArgumentException>(() => calibration.At(0.02)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void One_record_is_written_as_an_object_and_several_as_a_list_and_both_are_read_back()
    {
        var one = new ModelCalibration([Easy]);
        var both = one.With(Hard);

        Assert.IsType<JsonObject>(one.ToJson());
        Assert.IsType<JsonArray>(both.ToJson());
        Assert.Equal(one.ToJson().ToJsonString(), ModelCalibration.Read(one.ToJson(), "m").ToJson().ToJsonString());
        Assert.Equal(both.ToJson().ToJsonString(), ModelCalibration.Read(both.ToJson(), "m").ToJson().ToJsonString());
    }

    [Fact]
    public void A_record_takes_the_place_of_an_earlier_one_of_the_same_source()
    {
        var again = Hard with { Source = "studio" };

        var calibration = new ModelCalibration([Easy, Hard]).With(again);

        Assert.Equal(2, calibration.Records.Count);
        Assert.Contains(again, calibration.Records);
        Assert.DoesNotContain(Easy, calibration.Records);
    }

    [Fact]
    public void No_record_two_of_one_source_and_a_list_of_other_things_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new ModelCalibration([]));
        Assert.Throws<ArgumentException>(() => new ModelCalibration([Easy, Easy]));
        foreach (var json in new[] { "[]", "[1]", "7", $"[{Easy.ToJson()},{Easy.ToJson()}]" })
        {
            Assert.StartsWith(
                "m(calibration): ",
                Assert.Throws<InvalidDataException>(
                    () => ModelCalibration.Read(JsonNode.Parse(json)!, "m")).Message,
                StringComparison.Ordinal);
        }
    }

    private static CalibrationRecord Of(string source, ScorePair[] pairs, params double[] rates) => ScoreCalibration.Of(
        pairs, rates, source, "cosine", new() { Bootstrap = new() { ReplicateCount = 20, Seed = 6 } });
}
