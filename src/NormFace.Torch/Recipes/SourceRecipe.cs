using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using NormFace.Datasets;
using NormFace.Settings;

namespace NormFace.Recipes;

/// <summary>One source of pictures or features in a recipe: a <see cref="Path"/>, or one that a catalogue
/// makes.</summary>
internal sealed record SourceRecipe
{
    /// <summary>
    /// Name of a data set, or path of a folder, <c>.zip</c>, <c>.tar</c>, record file, list, or folder of MNIST's idx
    /// files; or of features, a <c>.safetensors</c> of <c>normface embed</c> or a <c>.npy</c> matrix. Searched for in
    /// the data folder, then beside the recipe, then in the current folder.
    /// </summary>
    public string? Path { get; init; }

    /// <summary>
    /// For a <c>.npy</c>: text with the identity of each row, one a line. Default: <c>x.labels.txt</c> beside
    /// <c>x.npy</c>.
    /// </summary>
    public string? Labels { get; init; }

    /// <summary>
    /// For a <c>.npy</c>, in place of <c>labels</c>: text with the name of each row, <c>identity/name</c>. Default:
    /// <c>x.names.txt</c> beside <c>x.npy</c>.
    /// </summary>
    public string? Names { get; init; }

    /// <summary>Where the template lies in these pictures; default: the contract's crop.</summary>
    public CropRecipe? Crop { get; init; }

    /// <summary>Alignment template of these pictures, such as <c>five-point-96x112</c>, which are moved to the
    /// contract's; default: the contract's.</summary>
    public string? Template { get; init; }

    /// <summary>
    /// Prefix of each identity: sources with the same prefix share identities of the same name. Default: no identities
    /// are shared.
    /// </summary>
    public string? Prefix { get; init; }

    /// <summary>Lists of identities to exclude.</summary>
    [JsonPropertyName("exclude")]
    public IReadOnlyList<IdentityListRecipe> Excluded { get; init; } = [];

    internal static IEnumerable<string> Keys =>
        OptionsSection.Describe(typeof(SourceRecipe)).Select(setting => setting.Key);

    /// <summary>Opens a source that needs no path; null for one at a path.</summary>
    internal Func<PictureSource>? Open { get; init; }

    internal static SourceRecipe Read(JsonObject section, string path, IReadOnlyList<MadeSource> kinds)
    {
        string[] keys = [.. kinds.Select(kind => kind.Key)];
        var source = (SourceRecipe)OptionsSection.Read(typeof(SourceRecipe), section, path, keys);
        if ((source.Path is null ? 0 : 1) + section.Count(entry => keys.Contains(entry.Key)) != 1)
        {
            throw new SettingException(path, $"must hold exactly one of {string.Join(", ", ["path", .. keys])}.");
        }

        if (source.Path is not null)
        {
            return source;
        }

        var kind = kinds.Single(kind => section.ContainsKey(kind.Key));
        var key = $"{path}.{kind.Key}";
        var options = OptionsSection.Read(
            kind.Options,
            section[kind.Key] as JsonObject ?? throw new SettingException(key, "must be an object { ... }."),
            key);
        return source with { Open = () => kind.Open(options) };
    }
}
