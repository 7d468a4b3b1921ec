using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NormFace.Models;

/// <summary>The header as JSON: fields in a fixed order, so that equal headers give equal text.</summary>
internal static class ModelHeaderJson
{
    /// <summary>The fields of a header, in the order in which they are written.</summary>
    public static readonly string[] Fields =
        ["format", "network", "options", "featureSize", "contract", "recipe", "licence", "provenance"];

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(ModelHeader header)
    {
        var provenance = header.Provenance;
        var json = new JsonObject
        {
            ["format"] = ModelHeader.CurrentVersion,
            ["network"] = header.Network,
            ["options"] = header.Options.DeepClone(),
            ["featureSize"] = header.FeatureSize,
            ["contract"] = PixelContractJson.Write(header.Contract),
            ["recipe"] = header.Recipe?.DeepClone(),
            ["licence"] = header.Licence,
            ["provenance"] = new JsonObject
            {
                ["sourceFile"] = provenance.SourceFile,
                ["sourceSha256"] = provenance.SourceSha256,
                ["toolVersion"] = provenance.ToolVersion,
                ["trainingData"] = new JsonArray([.. provenance.TrainingData.Select(name => JsonValue.Create(name))]),
                ["notes"] = provenance.Notes,
            },
        };

        foreach (var (name, value) in header.Further.OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            json[name] = value?.DeepClone();
        }

        return json.ToJsonString(Plain);
    }

    /// <exception cref="InvalidDataException">A field is missing or wrong; it is named, as is the file.</exception>
    public static ModelHeader Read(string text, string file)
    {
        var fields = HeaderFields.Parse(text, file);
        var version = fields.Integer("format", 1, int.MaxValue);
        if (version > ModelHeader.CurrentVersion)
        {
            throw new InvalidDataException(
                $"{file}(format): expected at most {ModelHeader.CurrentVersion}, found {version}. The model was written by a newer version of this program: update it.");
        }

        var provenance = fields.Child("provenance");
        var header = new ModelHeader
        {
            Network = fields.Text("network"),
            Options = fields.Object("options"),
            FeatureSize = fields.Integer("featureSize", 1, ModelHeader.LargestFeatureSize),
            Contract = PixelContractJson.Read(fields.Child("contract")),
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
