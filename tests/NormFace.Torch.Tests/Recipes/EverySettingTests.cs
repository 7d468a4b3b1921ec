using System.Reflection;
using System.Text.Json.Nodes;
using NormFace.Losses;
using NormFace.Networks;
using NormFace.Optimization;
using NormFace.Settings;
using NormFace.Synthesis;
using NormFace.Training;
using Xunit;

namespace NormFace.Recipes;

/// <summary>Every setting of every loss, network and optimiser can be reached from a recipe.</summary>
public sealed class EverySettingTests
{
    private static readonly RecipeCatalogue Catalogue = LabRecipes.Catalogue;

    public static TheoryData<string, string, string> All =>
    [
        .. from section in RecipeSection.All(Catalogue)
           where section.Name is not null && section.Path != "data.sources"
           from setting in section.Settings
           where IsValue(setting)
           select (section.Path, section.Name, setting.Key),
    ];

    [Theory, MemberData(nameof(All))]
    public void A_setting_of_a_recipe_reaches_its_options(string path, string name, string key)
    {
        var setting = RecipeSection.All(Catalogue).Single(section =>
            section.Path == path && section.Name == name).Settings
            .Single(setting => setting.Key == key);
        var value = Other(setting);

        var options = Read(path, name, key, value);

        Assert.Equal(value.ToJsonString(), At(OptionsSection.Write(options), key)?.ToJsonString());
    }

    [Fact]
    public void No_property_of_losses_is_without_a_key()
    {
        // Counted apart from the code that describes them.
        var losses = typeof(EmbeddingLoss).Assembly.GetExportedTypes()
            .Where(type => type.IsAssignableTo(typeof(LossOptions)) && type.IsSealed).ToArray();
        var properties = losses.SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            .Where(property => property.CanWrite && property.DeclaringType!.IsSealed)
            .Select(property => property.DeclaringType!.Name + "." + property.Name).Distinct();
        var described = RecipeSection.All(Catalogue).Where(section =>
            section.Path == "loss" && section.Name is not null)
            .SelectMany(section => section.Settings)
            .Select(setting => setting.Property.DeclaringType!.Name + "." + setting.Property.Name);

        Assert.Equal(LossCatalogue.Default.Names.Count, losses.Length);
        Assert.Empty(properties.Except(described));
    }

    [Fact]
    public void Every_member_of_a_family_is_in_its_catalogue()
    {
        Type[] losses =
        [
            .. Concrete<EmbeddingLoss>(typeof(EmbeddingLoss)).Except([typeof(JointLoss), typeof(Distillation.NoLoss)]),
        ];
        var networks = Concrete<NetworkDefinition>(typeof(NetworkDefinition));
        var optimizers = Concrete<Optimizer>(typeof(Optimizer));

        Assert.Equal(losses.Length, LossCatalogue.Default.Names.Count);
        Assert.Equal(
            networks.Order(ByName), NetworkCatalogue.Default.All.Select(one => one.GetType()).Distinct().Order(ByName));
        Assert.Equal(optimizers.Length, OptimizerRecipe.OptionsByName.Count);
    }

    private static IComparer<Type> ByName { get; } =
        Comparer<Type>.Create((one, other) => string.CompareOrdinal(one.FullName, other.FullName));

    private static Type[] Concrete<T>(Type inAssemblyOf) =>
        [.. inAssemblyOf.Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(T)) && !type.IsAbstract)];

    private static bool IsValue(SettingDescription setting) =>
        !setting.Rule.StartsWith("an object", StringComparison.Ordinal);

    private static object Read(string path, string name, string key, JsonNode value)
    {
        var options = new JsonObject();
        if (key.StartsWith("scale.m", StringComparison.Ordinal) || key is "scale.rate" or "scale.decay")
        {
            Put(options, "scale.learned", 0.75);
        }

        Put(options, key, value.DeepClone());
        if (path != "network.options")
        {
            options["name"] = name;
        }

        var source = (JsonObject)SmallRun.Recipe().Source.DeepClone();
        source.Remove(path.Split('.')[0]);
        source[path.Split('.')[0]] = path == "network.options"
            ? new JsonObject { ["name"] = name, ["options"] = options } : options;
        var recipe = Recipe.Read(source, ".", Catalogue);
        return path switch
        {
            "loss" => recipe.Losses[0].Options,
            "optimizer" => recipe.Optimizer.Options,
            _ => recipe.Network!.Settings!,
        };
    }

    // A value within the range that is not the default.
    private static JsonNode Other(SettingDescription setting)
    {
        var rule = setting.Rule;
        if (rule == "true or false")
        {
            return !(setting.Default?.GetValue<bool>() ?? false);
        }

        if (rule.StartsWith("one of ", StringComparison.Ordinal))
        {
            return rule["one of ".Length..].Split(", ").First(choice => choice != setting.Default?.GetValue<string>());
        }

        if (rule == "a string")
        {
            return "a layer";
        }

        if (rule.StartsWith("a list of", StringComparison.Ordinal))
        {
            return new JsonArray(3, 5);
        }

        JsonNode[] candidates = rule.StartsWith("a whole number", StringComparison.Ordinal)
            ? [3, 2, 0, 1, 5, 17] : [0.75, 0.25, 1.5, 3.0, 0.6];
        return candidates.First(candidate =>
            candidate.ToJsonString() != setting.Default?.ToJsonString() && Fits(rule, candidate));
    }

    private static bool Fits(string rule, JsonNode candidate)
    {
        var value = double.Parse(candidate.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture);
        var bounds = rule.Split('[', '(', ']', ')', ',');
        return bounds.Length < 3
            || (Bound(bounds[1]) < value && value < Bound(bounds[2]))
            || value == Bound(bounds[1]) && rule.Contains('[');
    }

    private static double Bound(string text) => text.Trim() == "π/2"
        ? Math.PI / 2 : double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static JsonNode? At(JsonNode section, string key) =>
        key.Split('.').Aggregate((JsonNode?)section, (node, part) => node?[part]);

    private static void Put(JsonObject section, string key, JsonNode value)
    {
        var parts = key.Split('.');
        foreach (var part in parts[..^1])
        {
            section = (JsonObject)(section[part] ??= new JsonObject());
        }

        section[parts[^1]] = value;
    }
}
