using System.Text.Json.Nodes;
using NormFace.Settings;
using NormFace.Synthesis;
using NormFace.TestKit;
using NormFace.Training;
using Xunit;

namespace NormFace.Recipes;

public sealed class RecipeTests
{
    public static TheoryData<string> Shipped =>
        [
            .. Directory.GetFiles(SharedData.InRepository("recipes"), "*.json")
            .Select(path => Path.GetFileName(path)!)
            .Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Shipped))]
    public void Every_shipped_recipe_is_valid(string name)
    {
        var recipe = RecipeFile.Read(SharedData.InRepository($"recipes/{name}"), catalogue: LabRecipes.Catalogue);

        Assert.Equal(Path.GetFileNameWithoutExtension(name), recipe.Name);
        Assert.NotEmpty(recipe.About);
    }

    [Theory]
    [InlineData("schedul.rate=0.1", "schedul", "Did you mean 'schedule'?")]
    [InlineData("run.stpes=5", "run.stpes", "Did you mean 'steps'?")]
    [InlineData("loss.scale.lerned=5", "loss.scale.lerned", "Did you mean 'learned'?")]
    [InlineData("loss.name=arcfac", "loss.name", "Did you mean 'arcface'?")]
    [InlineData("data.sources.0.paht=x", "data.sources.0.paht", "Did you mean 'path'?")]
    public void An_unknown_word_is_refused_with_a_suggestion(string change, string key, string suggestion)
    {
        var error = Assert.Throws<SettingException>(() => SmallRun.Recipe(change));

        Assert.Equal(key, error.Key);
        Assert.Contains(suggestion, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("schedule.rate=0", "(0, 1000]")]
    [InlineData("schedule.rate=fast", "(0, 1000]")]
    [InlineData("run.steps=0", "[1, 1000000000]")]
    [InlineData("run.steps=2.5", "a whole number")]
    [InlineData("run.batch=[1]", "a whole number")]
    [InlineData("data.augmentation.mirror=1", "true or false")]
    [InlineData("loss.scale={\"fixed\":3,\"learned\":4}", "exactly one of fixed, learned, floor and learnedFloor")]
    [InlineData("run.keptCheckpoints=1", "[2, 1000]")]
    [InlineData("schedule={\"rate\":1,\"shape\":\"multistep\",\"falls\":[9,4]}", "must rise")]
    [InlineData("run.picturesPerIdentity=3", "must divide the batch of 8")]
    [InlineData("run.snapshots={\"count\":5,\"every\":10}", "must fit into the 20 steps")]
    [InlineData("data.contract.crop.columns=[0,48]", "inside its canvas")]
    public void A_value_out_of_range_is_refused_with_the_range(string change, string rule) =>
        Assert.Contains(
            rule, Assert.Throws<SettingException>(() => SmallRun.Recipe(change)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("{}", false, 0)]
    [InlineData("{\"photometric\":true}", true, 0)]
    [InlineData("{\"photometric\":true,\"grey\":0.1}", true, 0.1)]
    [InlineData("{\"grey\":0.25}", false, 0.25)]
    public void Light_and_loss_of_colour_are_told_apart(string augmentation, bool changesLight, double greyShare)
    {
        var read = SmallRun.Recipe($"data.augmentation={augmentation}").Data.Augmentation;

        Assert.Equal((changesLight, greyShare, true), (read.ChangesLight, read.GreyShare, read.Mirror));
    }

    [Fact]
    public void A_change_reaches_into_lists_and_makes_what_is_not_there()
    {
        var source = (JsonObject)JsonNode.Parse("""{ "a": [ { "b": 1 } ] }""")!;

        RecipeFile.Apply(source, "a.0.b=2");
        RecipeFile.Apply(source, "c.d=text with = inside");

        Assert.Equal("""{"a":[{"b":2}],"c":{"d":"text with = inside"}}""", source.ToJsonString());
    }

    [Theory, InlineData("rate"), InlineData("=1"), InlineData("data.sources.7.path=x"), InlineData("seed.deeper=1")]
    public void A_change_that_leads_nowhere_is_refused(string change) =>
        Assert.Throws<SettingException>(() => SmallRun.Recipe(change));

    [Theory, InlineData("[]"), InlineData("{"), InlineData("""{"name":1,"name":2}"""),
        InlineData("""{"about":"\ud800"}"""), InlineData("")]
    public void A_file_that_is_no_recipe_is_refused_by_name(string text)
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, text);

        var error = Assert.Throws<SettingException>(() => RecipeFile.Read(path));

        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        File.Delete(path);
    }

    [Fact]
    public void A_missing_recipe_is_said_to_be_missing()
    {
        var error = Assert.Throws<FileNotFoundException>(() => RecipeFile.Read("no/such/recipe.json"));

        Assert.StartsWith("There is no recipe 'no/such/recipe.json'", error.Message, StringComparison.Ordinal);
        Assert.Contains(
            "but a folder of that name",
            Assert.Throws<FileNotFoundException>(() => RecipeFile.Read(Path.GetTempPath())).Message,
            StringComparison.Ordinal);
    }
}
