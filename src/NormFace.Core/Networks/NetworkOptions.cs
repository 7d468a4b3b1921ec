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

    /// <summary>Layer whose output a part of the network takes, as a row of numbers; default: its own input.</summary>
    public string? After { get; init; }

    /// <summary>Layer whose output a part of the network gives, as a row of numbers; default: its feature.</summary>
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
