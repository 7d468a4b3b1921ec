using System.Text.Json;
using System.Text.Json.Nodes;

namespace NormFace.Backbones;

/// <summary>How a network's settings stand in a model file: a flat object of numbers, named like the properties with a small first letter.</summary>
internal static class BackboneOptionsJson
{
    private const string SeedName = "seed";

    public static JsonObject Write(BackboneOptions options)
    {
        var json = new JsonObject();

        foreach (var (name, value) in options.Given())
        {
            json[Key(name)] = IsWhole(name) ? JsonValue.Create((int)value) : JsonValue.Create(value);
        }

        json[SeedName] = JsonValue.Create(options.Seed);
        return json;
    }

    public static BackboneOptions Read(JsonObject json)
    {
        ArgumentNullException.ThrowIfNull(json);
        var options = new BackboneOptions();

        foreach (var (key, value) in Entries(json))
        {
            options = key switch
            {
                "inputWidth" => options with { InputWidth = Number<int>(key, value) },
                "inputHeight" => options with { InputHeight = Number<int>(key, value) },
                "featureSize" => options with { FeatureSize = Number<int>(key, value) },
                "width" => options with { Width = Number<double>(key, value) },
                "depth" => options with { Depth = Number<int>(key, value) },
                "dropoutRate" => options with { DropoutRate = Number<double>(key, value) },
                "featureBatchNorm" => options with { FeatureBatchNorm = Number<int>(key, value) },
                SeedName => options with { Seed = Number<long>(key, value) },
                _ => throw new InvalidDataException(
                    $"A network's settings must have known names, but one is '{key}'. The file was written by a newer version, or by another program."),
            };
        }

        try
        {
            return options.Checked();
        }
        catch (ArgumentOutOfRangeException error)
        {
            throw new InvalidDataException(error.Message, error);
        }
    }

    // A JSON text may hold a name twice, which JsonObject discovers only when it is first looked at.
    private static KeyValuePair<string, JsonNode?>[] Entries(JsonObject json)
    {
        try
        {
            return [.. json];
        }
        catch (ArgumentException error)
        {
            throw new InvalidDataException($"A network's settings must name each setting once. {error.Message}", error);
        }
    }

    private static T Number<T>(string key, JsonNode? node)
    {
        try
        {
            if (node is JsonValue value && value.GetValueKind() == JsonValueKind.Number)
            {
                return JsonSerializer.Deserialize<T>(value.ToJsonString())!;
            }
        }
        catch (JsonException)
        {
            // Told below.
        }

        var expected = typeof(T) == typeof(double) ? "a number" : "a whole number";
        throw new InvalidDataException($"{key} of a network's settings must be {expected}, but was {node?.ToJsonString() ?? "null"}.");
    }

    private static bool IsWhole(string name) =>
        name is not (nameof(BackboneOptions.Width) or nameof(BackboneOptions.DropoutRate));

    private static string Key(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
