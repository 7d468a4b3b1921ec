using System.Text.Json.Nodes;

namespace NormFace.Models;

public sealed partial record CalibrationRecord
{
    private const double LargestExactInteger = 9007199254740992;

    private static readonly string[] Fields =
    [
        "format",
        "scoreKind",
        "source",
        "seed",
        "replicateCount",
        "identityCount",
        "genuineCount",
        "impostorCount",
        "thresholds",
        "logLikelihoodRatio", "cllr", "minimumCllr",
        "correction",
    ];

    private static readonly string[] ThresholdFields =
        [
            "wantedRate",
            "threshold",
            "falseMatchCount",
            "impostorCount",
            "falseMatchRate",
            "trueAcceptRate",
            "thresholdInterval"];

    private static readonly string[] RatioFields = ["slope", "offset", "unit"];

    private static readonly string[] IntervalFields = ["value", "low", "high", "level"];

    /// <summary>The record as JSON: fields in a fixed order, numbers to the last bit.</summary>
    /// <returns>A new object.</returns>
    public JsonObject ToJson()
    {
        _ = Checked();
        JsonObject json = new()
        {
            ["format"] = Correction is null ? PlainVersion : CurrentVersion,
            ["scoreKind"] = ScoreKind,
            ["source"] = Source,
            ["seed"] = Seed,
            ["replicateCount"] = ReplicateCount,
            ["identityCount"] = IdentityCount,
            ["genuineCount"] = GenuineCount,
            ["impostorCount"] = ImpostorCount,
            ["thresholds"] = new JsonArray([.. Thresholds.Select(Threshold)]),
            ["logLikelihoodRatio"] = new JsonObject
            {
                ["slope"] = Ratio.Slope,
                ["offset"] = Ratio.Offset,
                ["unit"] = "nats",
            },
            ["cllr"] = Cllr,
            ["minimumCllr"] = MinimumCllr,
        };
        if (Correction is not null)
        {
            json["correction"] = Correction;
        }

        return json;
    }

    /// <summary>Reads a record.</summary>
    /// <param name="json">The record, as <see cref="ToJson"/> writes it.</param>
    /// <param name="file">The file it is from, for messages.</param>
    /// <returns>The record, checked.</returns>
    /// <exception cref="InvalidDataException">
    /// A field is missing, unknown or out of its range; it is named, as is the file.
    /// </exception>
    public static CalibrationRecord Read(JsonObject json, string file)
    {
        ArgumentNullException.ThrowIfNull(json);
        var (fields, version) = HeaderFields.Section(json, file, FieldName, CurrentVersion);

        RequireKnown(fields, Fields);
        if (fields.Has("correction") != (version > PlainVersion))
        {
            throw fields.Wrong(
                "correction", "a text from format 2 on, and only there", fields.Has("correction") ? "one" : "none");
        }

        var ratio = fields.Child("logLikelihoodRatio");
        RequireKnown(ratio, RatioFields);
        if (ratio.Text("unit") is var unit && unit != "nats")
        {
            throw ratio.Wrong("unit", "nats", unit);
        }

        return fields.Checking(() => new CalibrationRecord
        {
            ScoreKind = fields.Text("scoreKind"),
            Source = fields.Text("source"),
            Seed = fields.Integer("seed", int.MinValue, int.MaxValue),
            ReplicateCount = fields.Integer("replicateCount", 1, int.MaxValue),
            IdentityCount = fields.Integer("identityCount", 1, int.MaxValue),
            GenuineCount = Count(fields, "genuineCount"),
            ImpostorCount = Count(fields, "impostorCount"),
            Thresholds = [.. fields.Children("thresholds").Select(Threshold)],
            Ratio = new LogLikelihoodRatio(ratio.Number("slope"), ratio.Number("offset")),
            Cllr = fields.Number("cllr"),
            MinimumCllr = fields.Number("minimumCllr"),
            Correction = fields.TextOrNull("correction"),
        }.Checked());
    }

    private static JsonObject Threshold(MatchThreshold threshold) => new()
    {
        ["wantedRate"] = threshold.WantedRate,
        ["threshold"] = threshold.Threshold,
        ["falseMatchCount"] = threshold.FalseMatchCount,
        ["impostorCount"] = threshold.ImpostorCount,
        ["falseMatchRate"] = Interval(threshold.FalseMatchRate),
        ["trueAcceptRate"] = Interval(threshold.TrueAcceptRate),
        ["thresholdInterval"] = threshold.ThresholdInterval is { } interval ? Interval(interval) : null,
    };

    private static MatchThreshold Threshold(HeaderFields fields)
    {
        RequireKnown(fields, ThresholdFields);
        return new MatchThreshold(
            fields.Number("wantedRate"),
            fields.Number("threshold"),
            Count(fields, "falseMatchCount"),
            Count(fields, "impostorCount"),
            Interval(fields.Child("falseMatchRate")),
            Interval(fields.Child("trueAcceptRate")),
            fields.ObjectOrNull("thresholdInterval") is null ? null : Interval(fields.Child("thresholdInterval")));
    }

    private static JsonObject Interval(ConfidenceInterval interval) => new()
    {
        ["value"] = interval.Value,
        ["low"] = interval.Low,
        ["high"] = interval.High,
        ["level"] = interval.Level,
    };

    private static ConfidenceInterval Interval(HeaderFields fields)
    {
        RequireKnown(fields, IntervalFields);
        return new ConfidenceInterval(
            fields.Number("value"), fields.Number("low"), fields.Number("high"), fields.Number("level"));
    }

    private static long Count(HeaderFields fields, string name) =>
        fields.Number(name) is var number
            && number >= 0
            && number <= LargestExactInteger
            && number == Math.Floor(number)
            ? (long)number
            : throw fields.Wrong(name, "a whole number, at least 0", FormattableString.Invariant($"{number}"));

    private static void RequireKnown(HeaderFields fields, string[] known)
    {
        if (fields.Except(known).Select(field => field.Key).FirstOrDefault() is { } unknown)
        {
            throw fields.Wrong(unknown, $"only the fields {string.Join(", ", known)}", "a further one");
        }
    }
}
