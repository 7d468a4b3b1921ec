using System.Text.Json.Nodes;
using NormFace.Models;
using NormFace.Verification;
using Xunit;

namespace NormFace.Calibration;

public class CalibrationRecordTests
{
    private static readonly ScorePair[] Pairs = SimulatedFaces.Pairs(1, people: 40);

    private static readonly CalibrationRecord Record = ScoreCalibration.Of(
        Pairs, [0.1, 0.02], "simulated people", "cosine", new() { Bootstrap = new() { ReplicateCount = 40, Seed = 6 } });

    [Fact]
    public void It_holds_what_the_parts_find()
    {
        var scores = ScoreSet.From(Pairs);

        Assert.Equal((40, 120L, 780L), (Record.IdentityCount, Record.GenuineCount, Record.ImpostorCount));
        Assert.Equal([0.02, 0.1], Record.Thresholds.Select(threshold => threshold.WantedRate));
        Assert.Equal(RocCurve.At(scores, 0.1).Threshold, Record.At(0.1).Threshold);
        Assert.Equal(LogisticFit.Of(scores), Record.Ratio);
        Assert.Equal((Cllr.Of(scores, Record.Ratio), Cllr.Minimum(scores)), (Record.Cllr, Record.MinimumCllr));
        Assert.Equal(
            (6, 40, "simulated people", "cosine"),
            (Record.Seed, Record.ReplicateCount, Record.Source, Record.ScoreKind));
    }

    [Fact]
    public void What_is_written_is_read_back_to_the_last_bit()
    {
        var read = CalibrationRecord.Read(Parsed(), "m.nfm");

        Assert.Equal(Record.Thresholds, read.Thresholds);
        Assert.Equal(Record with { Thresholds = read.Thresholds }, read);
    }

    [Fact]
    public void A_threshold_of_independent_pairs_has_no_interval_and_reads_back_without()
    {
        var independent = ScoreCalibration.ForIndependent(ScoreSet.From(Pairs), 0.1);
        var record = Record with { Thresholds = [independent] };

        Assert.Equal(independent, CalibrationRecord.Read(record.ToJson(), "m.nfm").Thresholds[0]);
    }

    [Fact]
    public void It_travels_in_the_header_of_a_model()
    {
        var header = new ModelHeader
        {
            Network = "mobilefacenet",
            FeatureSize = 128,
            Contract = null!,
            Licence = "none known",
            Provenance = null!,
            Further = new JsonObject { [CalibrationRecord.FieldName] = Record.ToJson() },
        };

        Assert.Equal(
            Record.At(0.02),
            CalibrationRecord.Read(header.Further[CalibrationRecord.FieldName]!.AsObject(), "m.nfm").At(0.02));
    }

    [Theory]
    [InlineData("format", "3", "m.nfm(calibration.format): expected at most 2, found 3")]
    [InlineData("format", "null", "m.nfm(calibration.format): expected a whole number")]
    [InlineData("scoreKind", "7", "m.nfm(calibration.scoreKind): expected a string, found 7")]
    [InlineData("source", "\" \"", "m.nfm(calibration.source): expected a string")]
    [InlineData("seed", "1.5", "m.nfm(calibration.seed): expected a whole number")]
    [InlineData(
        "impostorCount", "1.5", "m.nfm(calibration.impostorCount): expected a whole number, at least 0, found 1.5")]
    [InlineData("genuineCount", "0", "m.nfm(calibration): GenuineCount")]
    [InlineData("impostorCount", "779", "m.nfm(calibration): Thresholds[0] must count 779 impostor pairs")]
    [InlineData("thresholds", "{}", "m.nfm(calibration.thresholds): expected a list of objects")]
    [InlineData("thresholds", "[3]", "m.nfm(calibration.thresholds): expected a list of objects")]
    [InlineData(
        "thresholds", "[{}]", "m.nfm(calibration.thresholds[0].wantedRate): expected a finite number, found nothing")]
    [InlineData("thresholds", "[{\"more\":1}]", "m.nfm(calibration.thresholds[0].more): expected only the fields")]
    [InlineData(
        "logLikelihoodRatio",
        "{\"slope\":1,\"offset\":0,\"unit\":\"bits\"}",
        "m.nfm(calibration.logLikelihoodRatio.unit): expected nats, found bits")]
    [InlineData(
        "logLikelihoodRatio",
        "{\"slope\":\"1\",\"offset\":0,\"unit\":\"nats\"}",
        "m.nfm(calibration.logLikelihoodRatio.slope): expected a finite number")]
    [InlineData("cllr", "-1", "m.nfm(calibration): Cllr must be finite and at least 0")]
    [InlineData("minimumCllr", "1.5", "m.nfm(calibration): MinimumCllr must lie in [0, 1]")]
    [InlineData("further", "1", "m.nfm(calibration.further): expected only the fields")]
    public void A_wrong_field_is_named(string field, string value, string message)
    {
        var json = Parsed();
        json[field] = JsonNode.Parse(value);

        var error = Assert.Throws<InvalidDataException>(() => CalibrationRecord.Read(json, "m.nfm"));

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("threshold", "1e999")]
    [InlineData("falseMatchCount", "700")]
    [InlineData("wantedRate", "0")]
    [InlineData("falseMatchRate", "{\"value\":0.5,\"low\":0.6,\"high\":0.7,\"level\":0.95}")]
    [InlineData("trueAcceptRate", "{\"value\":1.5,\"low\":1,\"high\":2,\"level\":0.95}")]
    [InlineData("thresholdInterval", "{\"value\":0,\"low\":0,\"high\":0,\"level\":0.95}")]
    public void A_threshold_that_contradicts_itself_is_refused(string field, string value)
    {
        var json = Parsed();
        json["thresholds"]![0]![field] = JsonNode.Parse(value);

        Assert.Contains(
            "hresholds[0]",
            Assert.Throws<InvalidDataException>(() => CalibrationRecord.Read(json, "m.nfm")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_ratio_is_stated_no_further_than_the_pairs_can_show()
    {
        var (low, high) = Record.LogRatioLimits;

        Assert.Equal((-Math.Log(Record.GenuineCount), Math.Log(Record.ImpostorCount)), (low, high));
        Assert.Equal((low, high), (Record.LogRatioOf(-1e6), Record.LogRatioOf(1e6)));
        Assert.Equal(
            Record.Ratio.Of(-Record.Ratio.Offset / Record.Ratio.Slope),
            Record.LogRatioOf(-Record.Ratio.Offset / Record.Ratio.Slope));
    }

    [Fact]
    public void Rates_must_rise_and_be_given_once() =>
        Assert.Throws<ArgumentException>(
            () => (Record with { Thresholds = [Record.At(0.1), Record.At(0.02)] }).Checked());

    [Fact]
    public void A_rate_that_was_not_calibrated_is_refused_with_those_that_were() => Assert.StartsWith(
        "The false match rate must be one that was calibrated (0.02, 0.1), but was 0.01.",
        Assert.Throws<ArgumentException>(() => Record.At(0.01)).Message,
        StringComparison.Ordinal);

    private static JsonObject Parsed() => JsonNode.Parse(Record.ToJson().ToJsonString())!.AsObject();
}
