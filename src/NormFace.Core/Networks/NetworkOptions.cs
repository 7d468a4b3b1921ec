using System.Text.Json.Nodes;
using NormFace.Settings;

namespace NormFace.Networks;

/// <summary>Settings of a network. Each network has its own record, whose properties carry ranges and
/// defaults.</summary>
public abstract record NetworkOptions
{
    private const string SeedKey = "seed";

    /// <summary>
    /// Seed of the initial weights; equal seeds give equal weights. In a recipe, the recipe's seed is used.
    /// </summary>
    public long Seed { get; init; }

    /// <summary>For a part of the network, as <c>normface cut</c> makes it: name of the step whose output is the input,
    /// as a row of numbers; default: the network begins with its own input.</summary>
    public string? After { get; init; }

    /// <summary>For a part of the network: name of the step whose output is the feature, as a row of numbers; default:
    /// the network ends with its own feature.</summary>
    public string? Until { get; init; }

    /// <summary>The settings as JSON, as model files hold them.</summary>
    /// <returns>An object with every setting; the seed is the last.</returns>
    public JsonObject ToJson()
    {
        var json = OptionsSection.Write(this);
        json.Remove(SeedKey);
        json[SeedKey] = Seed;
        return json;
    }
}
