using System.Text.Json.Nodes;
using NormFace.Losses;
using NormFace.Recipes;
using NormFace.Scales;
using NormFace.Settings;

namespace NormFace.Reference;

/// <summary>The tables of docs/recipes.md: every key of a recipe with its values, default and meaning.</summary>
internal sealed class SettingsTables(RecipeCatalogue catalogue, XmlSummaries summaries)
{
    private const string Scale = "scale.";

    private readonly IReadOnlyList<RecipeSection> sections = RecipeSection.All(catalogue);

    /// <summary>The keys of the recipe itself.</summary>
    public string Recipe() => Table(Always("").Where(setting => !setting.Key.Contains('.', StringComparison.Ordinal)));

    /// <summary>One section of the recipe, with what is nested in it.</summary>
    public string Section(string key) => Table(Always("").Where(setting => IsIn(setting, key)));

    /// <summary>What every loss takes, what every loss with agents takes, and the scale.</summary>
    public string CommonOfLosses() => string.Join("\n\n",
    [
        "Every loss:", Table([.. Always("loss"), .. Keys(typeof(LossOptions))]),
        "Every loss with class agents:", Table(Keys(typeof(AgentLossOptions), typeof(LossOptions))),
        "Every loss with a scale, as `scale.KEY`; exactly one of the first four keys must be given:",
        Table(Keys(typeof(ScaleOptions))),
    ]);

    /// <summary>The settings of each loss beyond those of every loss.</summary>
    public string Losses() => Members("loss", typeof(AgentLossOptions));

    /// <summary>What the members of a family take: networks, optimisers, sources that need no path.</summary>
    public string Members(string path) => Members(path, typeof(object));

    private string Members(string path, Type common) => string.Join("\n\n", sections
        .Where(section => section.Path == path && section.Name is not null)
        .GroupBy(section => section.Options)
        .Select(same => Member(same.Select(section => section.Name!), Except(same.First().Settings, common))));

    private string Member(IEnumerable<string> names, SettingDescription[] settings)
    {
        var own = settings.Where(setting => !IsIn(setting, "scale") && setting.Key != "scale").ToArray();
        var text = string.Join(", ", names.Select(name => $"**`{name}`**"))
            + (own.Length < settings.Length ? ScaleOf(settings) : "");
        return own.Length > 0 ? $"{text}\n\n{Table(own)}"
            : settings.Length > 0 ? text
            : $"{text}: no further settings.";
    }

    private static string ScaleOf(SettingDescription[] settings)
    {
        var usual = Keys(typeof(ScaleOptions))
            .Where(setting => setting.Default is not null)
            .Select(setting => setting.Key);
        var own = settings.FirstOrDefault(setting =>
            IsIn(setting, "scale") && setting.Default is not null && !usual.Contains(setting.Key[Scale.Length..]));
        return own is null
            ? " with `scale`; default: the length of the feature"
            : $" with `scale`; default: `{{ \"{own.Key[Scale.Length..]}\": {own.Default!.ToJsonString()} }}`";
    }

    private static bool IsIn(SettingDescription setting, string section) =>
        setting.Key.StartsWith(section + ".", StringComparison.Ordinal);

    private IReadOnlyList<SettingDescription> Always(string path) =>
        sections.Single(section => section.Path == path && section.Name is null).Settings;

    private static SettingDescription[] Keys(Type options, Type? except = null) =>
        Except(OptionsSection.Describe(options), except ?? typeof(object));

    private static SettingDescription[] Except(IReadOnlyList<SettingDescription> settings, Type common)
    {
        var known = OptionsSection.Describe(common).Select(setting => setting.Key).ToHashSet();
        return [.. settings.Where(setting => !known.Contains(setting.Key))];
    }

    private string Table(IEnumerable<SettingDescription> settings) => string.Join(
        "\n", ["| key | value | default | meaning |", "|---|---|---|---|", .. Rows([.. settings])]);

    private IEnumerable<string> Rows(SettingDescription[] settings)
    {
        // What must be given within a section that may be left out need not be given where the section is not.
        string[] optional = [.. settings.Where(setting => !setting.IsRequired).Select(setting => setting.Key)];
        return settings.Select(setting => Row(setting, optional.Any(section => IsIn(setting, section))));
    }

    private string Row(SettingDescription setting, bool isInOptional)
    {
        var key = setting.IsRequired && !isInOptional ? $"**`{setting.Key}`**" : $"`{setting.Key}`";
        var meaning = summaries.Of(setting.Property);
        return $"| {key} | {WithoutArticle(setting.Rule)} | {Default(setting, isInOptional)} | {meaning} |";
    }

    private static string WithoutArticle(string rule) =>
        rule.StartsWith("a ", StringComparison.Ordinal) ? rule[2..]
        : rule.StartsWith("an ", StringComparison.Ordinal) ? rule[3..]
        : rule;

    private static string Default(SettingDescription setting, bool isInOptional) =>
        setting.IsRequired ? isInOptional ? "required in its section" : "required"
        : setting.Default is null or JsonArray { Count: 0 } || setting.Default.ToJsonString() == "\"\"" ? ""
        : $"`{setting.Default.ToJsonString()}`";
}
