using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NormFace.Models;

public sealed partial record ModelHeader
{
    // In the order in which they are written.
    private static readonly string[] Fields =
        ["format", "network", "options", "featureSize", "contract", "inputSize", "recipe", "licence", "provenance"];
    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>
    /// The header as JSON, as model files and exported graphs hold it. Equal headers give equal texts.
    /// </summary>
    /// <returns>The text.</returns>
    /// <exception cref="ArgumentException">A part is out of range; it is named.</exception>
    public string ToText()
    {
        _ = Checked();
        var json = new JsonObject
        {
            ["format"] = Contract is null ? CurrentVersion : 1,
            ["network"] = Network,
            ["options"] = Options.DeepClone(),
            ["featureSize"] = FeatureSize,
            [Contract is null ? "inputSize" : "contract"] =
                Contract is null ? InputSize : PixelContractJson.Write(Contract),
            ["recipe"] = Recipe?.DeepClone(),
            ["licence"] = Licence,
            ["provenance"] = new JsonObject
            {
                ["sourceFile"] = Provenance.SourceFile,
                ["sourceSha256"] = Provenance.SourceSha256,
                ["toolVersion"] = Provenance.ToolVersion,
                ["trainingData"] = new JsonArray([.. Provenance.TrainingData.Select(name => JsonValue.Create(name))]),
                ["notes"] = Provenance.Notes,
            },
        };

        foreach (var (name, value) in Further.OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            json[name] = value?.DeepClone();
        }

        return json.ToJsonString(Plain);
    }

    /// <summary>Reads a header.</summary>
    /// <param name="text">What <see cref="ToText"/> wrote.</param>
    /// <param name="file">Name of its file, for errors.</param>
    /// <returns>The header.</returns>
    /// <exception cref="InvalidDataException">It is not JSON, or a field is missing or wrong; it is named.</exception>
    public static ModelHeader Read(string text, string file)
    {
        var fields = HeaderFields.Parse(text, file);
        var version = fields.Integer("format", 1, int.MaxValue);
        if (version > CurrentVersion)
        {
            throw new InvalidDataException(
                $"{file}(format): expected at most {CurrentVersion}, found {version}. The model was written by a newer "
                + $"version of this program: update it.");
        }

        var takesNumbers = fields.Has("inputSize");
        var provenance = fields.Child("provenance");
        var header = new ModelHeader
        {
            Network = fields.Text("network"),
            Options = fields.Object("options"),
            FeatureSize = fields.Integer("featureSize", 1, LargestFeatureSize),
            Contract = takesNumbers && !fields.Has("contract")
                ? null
                : PixelContractJson.Read(fields.Child("contract")),
            InputSize = takesNumbers ? fields.Integer("inputSize", 1, LargestFeatureSize) : null,
            Recipe = fields.ObjectOrNull("recipe"),
            Licence = fields.Text("licence"),
            Provenance = new ModelProvenance
            {
                SourceFile = provenance.TextOrNull("sourceFile"),
                SourceSha256 = provenance.TextOrNull("sourceSha256"),
                ToolVersion = provenance.Text("toolVersion"),
                TrainingData = provenance.Texts("trainingData"),
                Notes = provenance.TextOrNull("notes") ?? "",
            },
            Further = fields.Except(Fields),
        };

        return fields.Checking(header.Checked);
    }
}
