using System.Text.Json;
using System.Text.Json.Nodes;
using NormFace.Pictures;
using NormFace.Storage;

namespace NormFace.Models;

/// <summary>
/// What a foreign ONNX embedding network leaves unsaid: a JSON file beside it, <c>model.contract.json</c> for
/// <c>model.onnx</c>.
/// </summary>
/// <param name="Contract">What it expects of its pixels.</param>
/// <param name="Input">Name of its input; null if it has only one.</param>
/// <param name="Output">Name of its feature among its outputs; null if it has only one.</param>
/// <param name="IsChannelsLast">Whether it reads <c>[N, H, W, C]</c>, as exports of TensorFlow do.</param>
/// <param name="Licence">Terms of use; null if they are not known.</param>
/// <param name="Calibration">
/// Thresholds, as <c>normface calibrate --json</c> writes them; null if there are none.
/// </param>
public sealed record ForeignContract(
    PixelContract Contract,
    string? Input,
    string? Output,
    bool IsChannelsLast,
    string? Licence,
    ModelCalibration? Calibration)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static readonly string[] Fields =
    [
        "contract",
        "input",
        "output",
        "layout",
        "licence",
        CalibrationRecord.FieldName,
        SourceCorrection.FieldName,
    ];

    /// <summary>Takes off what pictures of one source have in common; null if there is none.</summary>
    public SourceCorrection? Correction { get; init; }

    /// <summary>
    /// Where the contract of a network is looked for: <c>model.contract.json</c> for <c>model.onnx</c>.
    /// </summary>
    /// <param name="modelPath">The network.</param>
    /// <returns>The path.</returns>
    public static string PathFor(string modelPath) => Path.ChangeExtension(modelPath, ".contract.json");

    /// <summary>Puts a calibration into a contract file, in place of an earlier one; all else stays as it is.</summary>
    /// <param name="path">The contract file.</param>
    /// <param name="calibration">The calibration.</param>
    /// <exception cref="InvalidDataException">The file is not a contract; the message names the field.</exception>
    /// <exception cref="IOException">It cannot be read or written.</exception>
    public static void WriteCalibration(string path, ModelCalibration calibration)
    {
        ArgumentNullException.ThrowIfNull(calibration);
        _ = Read(path);
        var json = JsonNode.Parse(File.ReadAllText(path))!;
        json[CalibrationRecord.FieldName] = calibration.ToJson();
        AtomicFile.WriteText(path, json.ToJsonString(Indented) + "\n");
    }

    /// <summary>
    /// Puts a correction into a contract file, in place of an earlier one, and takes the calibration out, which does
    /// not hold with it; all else stays as it is.
    /// </summary>
    /// <param name="path">The contract file.</param>
    /// <param name="correction">The correction.</param>
    /// <exception cref="InvalidDataException">The file is not a contract; the message names the field.</exception>
    /// <exception cref="IOException">It cannot be read or written.</exception>
    public static void WriteCorrection(string path, SourceCorrection correction)
    {
        ArgumentNullException.ThrowIfNull(correction);
        _ = Read(path);
        var json = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        json[SourceCorrection.FieldName] = correction.ToJson();
        json.Remove(CalibrationRecord.FieldName);
        AtomicFile.WriteText(path, json.ToJsonString(Indented) + "\n");
    }

    /// <summary>Reads a contract file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The contract.</returns>
    /// <exception cref="InvalidDataException">A field is missing, unknown or out of range; it is named.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static ForeignContract Read(string path)
    {
        var fields = HeaderFields.Parse(File.ReadAllText(path), path);
        if (fields.Except(Fields).Select(field => field.Key).FirstOrDefault() is { } unknown)
        {
            throw fields.Wrong(unknown, $"one of {string.Join(", ", Fields)}", "a field that means nothing here");
        }

        var layout = fields.TextOrNull("layout") ?? "nchw";
        return new ForeignContract(
            PixelContractJson.Read(fields.Child("contract")),
            fields.TextOrNull("input"),
            fields.TextOrNull("output"),
            layout switch
            {
                "nchw" => false,
                "nhwc" => true,
                _ => throw fields.Wrong("layout", "nchw or nhwc", $"'{layout}'"),
            },
            fields.TextOrNull("licence"),
            fields.NodeOrNull(CalibrationRecord.FieldName) is { } calibration
                ? ModelCalibration.Read(calibration, path)
                : null)
        {
            Correction = fields.ObjectOrNull(SourceCorrection.FieldName) is { } correction
                ? SourceCorrection.Read(correction, path)
                : null,
        };
    }
}
