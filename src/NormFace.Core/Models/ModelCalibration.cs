using System.Text.Json.Nodes;

namespace NormFace.Models;

/// <summary>What is known of a model's scores: a record for each set of pictures it was calibrated on.</summary>
/// <remarks>
/// No threshold fits all pictures, and who compares two of them seldom knows which set they are like. The highest
/// threshold of all sets therefore counts: on each of them the false match rate is at most the wanted one.
/// </remarks>
public sealed class ModelCalibration
{
    /// <summary>Collects records.</summary>
    /// <param name="records">At least one, each of another source.</param>
    /// <exception cref="ArgumentException">There is none, or two have the same source.</exception>
    public ModelCalibration(IEnumerable<CalibrationRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        Records = [.. records.Select(record => record.Checked()).OrderByDescending(record => record.Cllr)];
        if (Records.Count == 0)
        {
            throw new ArgumentException("There must be at least one record.", nameof(records));
        }

        if (Records.GroupBy(record => record.Source).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"Each record must be of another source, but two are of {twice.Key}.");
        }

        if (Records.Any(record => record.Correction != Records[0].Correction))
        {
            throw new ArgumentException(
                "All records must be of embeddings corrected in the same way, but some are not. Calibrate on all sets "
                + "again, the first without --add.");
        }
    }

    /// <summary>The records, the hardest set first: the one with the highest Cllr.</summary>
    public IReadOnlyList<CalibrationRecord> Records { get; }

    /// <summary>Record of the hardest set, whose likelihood ratios count.</summary>
    public CalibrationRecord Hardest => Records[0];

    /// <summary>The correction the records were made with, as <see cref="CalibrationRecord.Correction"/>; null if
    /// none.</summary>
    public string? Correction => Hardest.Correction;

    /// <summary>Wanted false match rates that every record has a threshold for, ascending. May be empty.</summary>
    public IReadOnlyList<double> Rates =>
    [
        .. Hardest.Thresholds.Select(threshold => threshold.WantedRate)
            .Where(rate => Records.All(record => record.Thresholds.Any(threshold => threshold.WantedRate == rate))),
    ];

    /// <summary>The record with the highest threshold of a wanted rate.</summary>
    /// <param name="falseMatchRate">One of <see cref="Rates"/>.</param>
    /// <returns>The record; its <see cref="CalibrationRecord.At"/> is the threshold.</returns>
    /// <exception cref="ArgumentException">The rate is none of those calibrated; the message lists them.</exception>
    public CalibrationRecord At(double falseMatchRate) => Rates.Contains(falseMatchRate)
        ? Records.MaxBy(record => record.At(falseMatchRate).Threshold)!
        : throw new ArgumentException(
            $"The false match rate must be one that was calibrated ({string.Join(", ", Rates.Select(Text))}), but was "
            + $"{Text(falseMatchRate)}.",
            nameof(falseMatchRate));

    /// <summary>This calibration with a record added, in place of an earlier one of the same source.</summary>
    /// <param name="record">The record.</param>
    /// <returns>A new calibration.</returns>
    /// <exception cref="ArgumentException">A part of the record is out of range.</exception>
    public ModelCalibration With(CalibrationRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return new([.. Records.Where(earlier => earlier.Source != record.Source), record]);
    }

    /// <summary>As JSON: the record, or a list where there are several.</summary>
    /// <returns>A new node.</returns>
    public JsonNode ToJson() => Records.Count == 1
        ? Hardest.ToJson()
        : new JsonArray([.. Records.Select(record => record.ToJson())]);

    /// <summary>Reads a calibration.</summary>
    /// <param name="json">As <see cref="ToJson"/> writes it.</param>
    /// <param name="file">The file it is from, for messages.</param>
    /// <returns>The calibration, checked.</returns>
    /// <exception cref="InvalidDataException">A record is broken; the message names the field.</exception>
    public static ModelCalibration Read(JsonNode json, string file)
    {
        ArgumentNullException.ThrowIfNull(json);
        JsonNode?[] nodes = json is JsonArray list ? [.. list] : [json];
        var records = nodes.Select(node => node is JsonObject record
            ? CalibrationRecord.Read(record, file)
            : throw new InvalidDataException(
                $"{file}({CalibrationRecord.FieldName}): expected an object, or a list of objects.")).ToArray();
        try
        {
            return new ModelCalibration(records);
        }
        catch (ArgumentException error)
        {
            throw new InvalidDataException($"{file}({CalibrationRecord.FieldName}): {error.Message}", error);
        }
    }

    /// <summary>The calibration in a model's header.</summary>
    /// <param name="header">The header.</param>
    /// <param name="file">The file it is from, for messages.</param>
    /// <returns>The calibration; null if the model was not calibrated.</returns>
    /// <exception cref="InvalidDataException">A record is broken; the message names the field.</exception>
    public static ModelCalibration? In(ModelHeader header, string file)
    {
        ArgumentNullException.ThrowIfNull(header);
        return header.Further[CalibrationRecord.FieldName] is { } json ? Read(json, file) : null;
    }

    /// <summary>The correction that scores need for this calibration to hold.</summary>
    /// <param name="stored">The correction of the model; null if it has none.</param>
    /// <param name="file">The file it is from, for messages.</param>
    /// <returns><paramref name="stored"/>; null if the calibration is of uncorrected embeddings.</returns>
    /// <exception cref="InvalidDataException">The calibration is of another correction.</exception>
    public SourceCorrection? CorrectionOf(SourceCorrection? stored, string file) =>
        Correction is null ? null
        : stored?.Origin == Correction ? stored
        : throw new InvalidDataException(
            $"{file}({CalibrationRecord.FieldName}.correction): expected {stored?.Origin ?? "no correction"}, as the "
            + $"model has, found {Correction}. Calibrate the model again.");

    private static string Text(double rate) => FormattableString.Invariant($"{rate}");
}
