using System.Text.Json.Nodes;
using NormFace.Verification;

namespace NormFace.Reports;

/// <summary>
/// Evaluation results as JSON. The schema is described in <c>docs/evaluation.md</c>; names once there keep their
/// meaning.
/// </summary>
/// <remarks>
/// Rates lie in [0, 1]. A number that JSON cannot hold, such as the infinite threshold that accepts nothing, is
/// <c>null</c>.
/// </remarks>
internal static class EvaluationJson
{
    /// <summary>Name and version of the schema, in every file as <c>schema</c>.</summary>
    public const string Schema = "normface.evaluation/1";

    /// <summary>The first fields of every file.</summary>
    public static JsonObject Begin(string protocol) => new() { ["schema"] = Schema, ["protocol"] = protocol };

    /// <summary>A number, or null if JSON has no word for it.</summary>
    public static JsonNode? Number(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;

    /// <summary>Both ends of an interval.</summary>
    public static JsonArray Ends(ConfidenceInterval interval) => [Number(interval.Low), Number(interval.High)];

    /// <summary>Name of an interval's field: <c>interval95</c> at level 0.95.</summary>
    public static string EndsName(ConfidenceInterval interval) =>
        FormattableString.Invariant($"interval{100 * interval.Level:0.###}");

    /// <summary>Mean, both meanings of plus-minus, and the single values.</summary>
    public static JsonObject Mean(
        MeanAndDeviation figure, string valuesName, IEnumerable<double> values, ConfidenceInterval? interval = null)
    {
        var result = new JsonObject
        {
            ["mean"] = Number(figure.Mean),
            ["standardDeviation"] = Number(figure.StandardDeviation),
            ["standardError"] = Number(figure.StandardError),
            [valuesName] = new JsonArray([.. values.Select(Number)]),
        };
        if (interval is { } known)
        {
            result[EndsName(known)] = Ends(known);
        }

        return result;
    }

    /// <summary>Adds EER, AUC and the true accept rates, each with its interval, and the counts.</summary>
    public static void Add(JsonObject target, VerificationSummary summary)
    {
        target["identities"] = summary.IdentityCount;
        target["genuinePairs"] = summary.GenuineCount;
        target["impostorPairs"] = summary.ImpostorCount;
        target["auc"] = Number(summary.Auc.Value);
        target["auc" + Capital(EndsName(summary.Auc))] = Ends(summary.Auc);
        target["eer"] = Number(summary.EqualErrorRate.Value);
        target["eer" + Capital(EndsName(summary.EqualErrorRate))] = Ends(summary.EqualErrorRate);
        target["tarAtFar"] = new JsonArray([.. summary.TrueAcceptRates.Select(rate => new JsonObject
        {
            ["far"] = rate.Far,
            ["tar"] = Number(rate.Tar.Value),
            ["threshold"] = Number(rate.Threshold),
            [EndsName(rate.Tar)] = Ends(rate.Tar),
        })]);
    }

    private static string Capital(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
