using System.Text.Json.Nodes;
using NormFace.Pictures;
using Xunit;

namespace NormFace.Backbones;

public class BackboneCatalogueTests
{
    [Fact]
    public void The_networks_are_listed()
    {
        Assert.Equal(
            ["wen-resnet", "light-cnn", "lenet++", "lenet", "compact", "mobilefacenet", "iresnet18", "iresnet34", "iresnet50", "iresnet100"],
            BackboneCatalogue.All.Select(entry => entry.Name));
        Assert.All(BackboneCatalogue.All, entry => Assert.False(string.IsNullOrWhiteSpace(entry.Description)));
    }

    [Theory]
    [InlineData("iresnet5", "iresnet50")]
    [InlineData("wenresnet", "wen-resnet")]
    [InlineData("LightCNN", "light-cnn")]
    [InlineData("mobilefacent", "mobilefacenet")]
    public void An_unknown_name_lists_the_names_and_suggests_a_near_one(string wrong, string nearest)
    {
        var told = Assert.Throws<ArgumentException>(() => BackboneCatalogue.Create(wrong)).Message;

        Assert.Contains($"'{wrong}'", told, StringComparison.Ordinal);
        Assert.Contains($"Did you mean '{nearest}'?", told, StringComparison.Ordinal);
        Assert.All(BackboneCatalogue.All, entry => Assert.Contains(entry.Name, told, StringComparison.Ordinal));
    }

    [Fact]
    public void A_setting_the_network_does_not_take_is_refused_by_name()
    {
        var told = Assert.Throws<ArgumentException>(() => new WenResNet(new BackboneOptions { Width = 0.5 })).Message;

        Assert.Equal("Width must be left out for wen-resnet, but was 0.5. wen-resnet takes InputWidth, InputHeight, FeatureSize and Seed.", told);
        Assert.Throws<ArgumentException>(() => new MobileFaceNet(new BackboneOptions { DropoutRate = 0.5 }));
        Assert.Throws<ArgumentException>(() => new IResNet(18, new BackboneOptions { Depth = 2 }));
    }

    [Fact]
    public void A_setting_out_of_range_is_named()
    {
        string Told(BackboneOptions options) => Assert.ThrowsAny<ArgumentException>(() => new CompactNet(options)).Message;

        Assert.Contains("InputWidth must", Told(new() { InputWidth = 0 }), StringComparison.Ordinal);
        Assert.Contains("InputHeight must", Told(new() { InputHeight = 5000 }), StringComparison.Ordinal);
        Assert.Contains("FeatureSize must", Told(new() { FeatureSize = -1 }), StringComparison.Ordinal);
        Assert.Contains("Width must", Told(new() { Width = double.NaN }), StringComparison.Ordinal);
        Assert.Contains("Depth must", Told(new() { Depth = 100 }), StringComparison.Ordinal);
        Assert.Contains("DropoutRate must", Told(new() { DropoutRate = 1 }), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new IResNet(19));
    }

    [Fact]
    public void Pictures_that_the_layers_use_up_are_named()
    {
        var told = Assert.Throws<ArgumentException>(() => new WenResNet(new() { InputWidth = 30, InputHeight = 112 })).Message;

        Assert.Contains("wen-resnet", told, StringComparison.Ordinal);
        Assert.Contains("30 wide and 112 high", told, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new LeNet(new() { InputWidth = 8 }));
    }

    [Fact]
    public void A_claimed_size_is_not_given_memory_without_question()
    {
        var told = Assert.Throws<ArgumentException>(
            () => new IResNet(18, new() { InputWidth = 4096, InputHeight = 4096, FeatureSize = 16384 })).Message;

        Assert.Contains("at most 268435456 weights", told, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_survive_their_way_through_json()
    {
        var options = new BackboneOptions
        {
            InputWidth = 48,
            InputHeight = 56,
            FeatureSize = 128,
            Width = 1.25,
            Depth = 2,
            DropoutRate = 0.7,
            Seed = -9_007_199_254_740_993,
        };
        var text = options.ToJson().ToJsonString();

        Assert.Equal(
            """{"inputWidth":48,"inputHeight":56,"featureSize":128,"width":1.25,"depth":2,"dropoutRate":0.7,"seed":-9007199254740993}""", text);
        Assert.Equal(options, BackboneOptions.FromJson(JsonNode.Parse(text)!.AsObject()));
        Assert.Equal(options, BackboneOptions.FromJson(options.ToJson()));
        Assert.Equal(new BackboneOptions(), BackboneOptions.FromJson([]));
    }

    [Theory]
    [InlineData("""{"inputWidth":"48"}""", "inputWidth")]
    [InlineData("""{"inputWidth":4.5}""", "inputWidth")]
    [InlineData("""{"inputWidth":1e99}""", "inputWidth")]
    [InlineData("""{"width":1e999}""", "Width")]
    [InlineData("""{"depth":null}""", "depth")]
    [InlineData("""{"depth":[1]}""", "depth")]
    [InlineData("""{"seed":99999999999999999999}""", "seed")]
    [InlineData("""{"inputHeight":-3}""", "InputHeight")]
    [InlineData("""{"colour":1}""", "colour")]
    [InlineData("""{"seed":1,"seed":2}""", "seed")]
    public void Bad_json_is_named(string text, string name)
    {
        var json = JsonNode.Parse(text)!.AsObject();

        Assert.Contains(name, Assert.Throws<InvalidDataException>(() => BackboneOptions.FromJson(json)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Contracts_are_those_the_networks_were_published_with()
    {
        using var wen = SmallBackbones.Create(WenResNet.CatalogueName);
        Assert.Equal((ChannelOrder.Bgr, 127.5, 1.0 / 128), (wen.DefaultContract.Channels, wen.DefaultContract.Mean, wen.DefaultContract.Factor));

        using var light = new LightCnn();
        Assert.Equal(
            new PixelContract(128, 128, ChannelOrder.Grey, 0, 1.0 / 255, "eyes-mouth-144x144", new PictureCrop(144, 144, 8, 8, 128, 128)),
            light.DefaultContract);

        using var mobile = new MobileFaceNet();
        Assert.Equal(
            new PixelContract(96, 112, ChannelOrder.Rgb, 127.5, 1.0 / 128, "five-point-96x112", PictureCrop.Whole(96, 112)), mobile.DefaultContract);

        using var compact = new CompactNet();
        Assert.Equal(
            new PixelContract(48, 56, ChannelOrder.Rgb, 127.5, 1.0 / 128, "five-point-96x112", PictureCrop.Whole(96, 112)), compact.DefaultContract);

        using var insight = new IResNet(18, new() { InputWidth = 56, InputHeight = 56 });
        Assert.Equal(
            new PixelContract(56, 56, ChannelOrder.Rgb, 127.5, 1 / 127.5, "five-point-112x112", PictureCrop.Whole(112, 112)), insight.DefaultContract);
    }
}
