using System.Text.Json.Nodes;
using NormFace.Layers;
using NormFace.Pictures;
using NormFace.Settings;
using Xunit;

namespace NormFace.Networks;

public class NetworkCatalogueTests
{
    [Fact]
    public void The_networks_are_listed() => Assert.Equal(
        [
            "wen-resnet", "light-cnn", "lenet++", "lenet", "compact", "mobilefacenet", "mobilenet", "dlib-resnet",
            "iresnet18", "iresnet34", "iresnet50", "iresnet100", "linear", "mlp",
        ],
        NetworkCatalogue.Default.All.Select(network => network.Name));

    [Theory]
    [InlineData("iresnet5", "iresnet50")]
    [InlineData("wenresnet", "wen-resnet")]
    [InlineData("LightCNN", "light-cnn")]
    [InlineData("mobilefacent", "mobilefacenet")]
    public void An_unknown_name_lists_the_names_and_suggests_a_near_one(string wrong, string nearest)
    {
        var told = Assert.Throws<ArgumentException>(() => NetworkCatalogue.Default.Find(wrong)).Message;

        Assert.Contains($"'{wrong}'. Did you mean '{nearest}'?", told, StringComparison.Ordinal);
        Assert.All(
            NetworkCatalogue.Default.All, network => Assert.Contains(network.Name, told, StringComparison.Ordinal));
    }

    [Fact]
    public void A_network_is_added_to_a_new_catalogue_under_a_name_of_its_own()
    {
        var own = new OwnNetwork("own");
        var catalogue = NetworkCatalogue.Default.With(own);

        Assert.Same(own, catalogue.Find("own"));
        Assert.DoesNotContain(own, NetworkCatalogue.Default.All);
        Assert.Contains(
            "'compact'", Refusal(() => catalogue.With(new OwnNetwork("compact"))), StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_of_another_network_or_out_of_range_are_refused()
    {
        Assert.Contains(
            "compact must be CompactOptions, but were DigitOptions",
            Refusal(() => Find("compact").PlanFor(new DigitOptions())),
            StringComparison.Ordinal);
        Assert.Contains(
            "InputWidth must be a whole number in [1, 4096], but was 0",
            Refusal(() => Find("compact").PlanFor(new CompactOptions { InputWidth = 0 })),
            StringComparison.Ordinal);
        Assert.Contains(
            "Width must",
            Refusal(() => Find("compact").PlanFor(new CompactOptions { Width = double.NaN })),
            StringComparison.Ordinal);
        Assert.Contains(
            "DropoutRate must",
            Refusal(() => Find("iresnet18").PlanFor(new IResNetOptions { DropoutRate = 1 })),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_that_the_layers_use_up_is_refused_with_network_and_layer()
    {
        var told = Refusal(() => Find("wen-resnet").PlanFor(new WenResNetOptions { InputWidth = 30 }));

        Assert.Equal(
            "wen-resnet cannot be made with these settings: 'conv4' leaves nothing of a map of shape [256, 12, 2]. "
            + "Choose a larger input.",
            told);
        Assert.Contains(
            "'conv2'",
            Refusal(() => Find("lenet").PlanFor(new DigitOptions { InputWidth = 9 })),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_claimed_size_is_not_given_memory_without_question()
    {
        var greedy = new IResNetOptions { InputWidth = 4096, InputHeight = 4096, FeatureSize = 16384 };

        Assert.Contains(
            "'fc' must have at most 268435456 weights",
            Refusal(() => Find("iresnet18").PlanFor(greedy)),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "compact",
        """{"inputWidth":48,"inputHeight":56,"featureSize":128,"width":1,"depth":1,"dropoutRate":0,"""
        + """ "featureBatchNorm":1,"seed":0}""")]
    [InlineData("wen-resnet", """{"inputWidth":96,"inputHeight":112,"featureSize":512,"seed":0}""")]
    [InlineData("light-cnn", """{"inputWidth":128,"inputHeight":128,"featureSize":256,"dropoutRate":0,"seed":0}""")]
    [InlineData("lenet++", """{"inputWidth":28,"inputHeight":28,"featureSize":2,"seed":0}""")]
    [InlineData("iresnet50", """{"inputWidth":112,"inputHeight":112,"featureSize":512,"dropoutRate":0,"seed":0}""")]
    [InlineData("linear", """{"inputSize":512,"featureSize":128,"unitInput":false,"bias":false,"seed":0}""")]
    [InlineData(
        "mlp",
        """{"inputSize":512,"featureSize":128,"unitInput":false,"hidden":[512],"activation":"prelu","""
        + """ "batchNorm":true,"dropoutRate":0,"residual":false,"seed":0}""")]
    public void Settings_have_the_form_that_stored_model_files_hold(string name, string json)
    {
        Assert.Equal(json.Replace(" ", "", StringComparison.Ordinal), Find(name).Defaults.ToJson().ToJsonString());
        Assert.Equal(Find(name).Defaults, Find(name).ReadOptions(JsonNode.Parse(json)!.AsObject()));
        Assert.Equal(Find(name).Defaults, Find(name).ReadOptions([]));
    }

    [Fact]
    public void Settings_survive_their_way_through_json()
    {
        var options = new CompactOptions { Width = 1.25, Depth = 2, DropoutRate = 0.7, Seed = -9_007_199_254_740_993 };

        Assert.Equal(options, Find("compact").ReadOptions(JsonNode.Parse(options.ToJson().ToJsonString())!.AsObject()));
    }

    [Theory]
    [InlineData("""{"depth":17}""", "options.depth must be a whole number in [1, 16], but was 17.")]
    [InlineData("""{"dropout":0.5}""", "options.dropout is not a known key.")]
    public void Bad_settings_are_told_by_their_key(string json, string message)
    {
        var error = Assert.Throws<SettingException>(
            () => Find("compact").ReadOptions(JsonNode.Parse(json)!.AsObject(), "options"));

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"hidden":[]}""", "options.hidden must")]
    [InlineData("""{"hidden":[8,0]}""", "options.hidden must hold whole numbers in [1, 65536], but one was 0.")]
    [InlineData("""{"activation":"tanh"}""", "options.activation must be one of prelu, relu")]
    public void Bad_settings_of_a_perceptron_are_told_by_their_key(string json, string message)
    {
        var error = Assert.Throws<SettingException>(
            () => Find("mlp").ReadOptions(JsonNode.Parse(json)!.AsObject(), "options"));

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Networks_of_rows_have_no_contract_and_layers_of_the_sizes_asked_for()
    {
        var plan = Find("mlp").PlanFor(
            new MultilayerPerceptronOptions { InputSize = 10, Hidden = [7, 5], FeatureSize = 3 });

        Assert.Null(plan.Contract);
        Assert.Equal(ValueShape.Row(10), plan.Input.Shape);
        Assert.Equal((10 * 7) + (3 * 7) + (7 * 5) + (3 * 5) + (5 * 3), plan.WeightCount);
        Assert.Equal(6 * 4, Find("linear").PlanFor(new LinearOptions { InputSize = 6, FeatureSize = 4 }).WeightCount);
    }

    [Fact]
    public void Contracts_are_those_the_networks_were_published_with()
    {
        PixelContract Contract(string name) => Find(name).PlanFor().Contract!;
        var (aligned, factor) = (PictureCrop.Whole(96, 112), 1.0 / 128);
        var wide = new PictureCrop(144, 144, 8, 8, 128, 128);
        var square = PictureCrop.Whole(112, 112);

        Assert.Equal(
            new(96, 112, ChannelOrder.Bgr, 127.5, factor, "five-point-96x112", aligned), Contract("wen-resnet"));
        Assert.Equal(new(128, 128, ChannelOrder.Grey, 0, 1.0 / 255, "eyes-mouth-144x144", wide), Contract("light-cnn"));
        Assert.Equal(
            new(96, 112, ChannelOrder.Rgb, 127.5, factor, "five-point-96x112", aligned), Contract("mobilefacenet"));
        Assert.Equal(new(48, 56, ChannelOrder.Rgb, 127.5, factor, "five-point-96x112", aligned), Contract("compact"));
        Assert.Equal(
            new(112, 112, ChannelOrder.Rgb, 127.5, 1 / 127.5, "five-point-112x112", square), Contract("iresnet18"));
        Assert.Equal(new(28, 28, ChannelOrder.Grey, 128, factor, "none", PictureCrop.Whole(28, 28)), Contract("lenet"));
    }

    private static NetworkDefinition Find(string name) => NetworkCatalogue.Default.Find(name);

    private static string Refusal(Action action) => Assert.ThrowsAny<ArgumentException>(action).Message;

    private sealed class OwnNetwork(string name) : NetworkDefinition<DigitOptions>(name, "a test")
    {
        protected override NetworkPlan Plan(DigitOptions options) => Find("lenet").PlanFor(options);
    }
}
