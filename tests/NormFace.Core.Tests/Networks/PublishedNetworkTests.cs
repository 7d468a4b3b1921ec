using Xunit;

namespace NormFace.Networks;

/// <summary>Networks at their published size: number of weights, and maps layer by layer.</summary>
public class PublishedNetworkTests
{
    [Theory]
    [InlineData("wen-resnet", 27_543_072)] // convolutions 22,292,416 + fc5 5,243,392 + slopes 7,264
    [InlineData("light-cnn", 5_480_864)] // convolutions 1,286,048 + fc1 4,194,816
    [InlineData("mobilenet", 3_196_032)] // Keras's 3,206,976, less one of the two numbers of 10,944 normalised channels
    [InlineData("iresnet18", 24_025_600)] // these four also by a sum outside the code
    [InlineData("iresnet34", 34_139_328)]
    [InlineData("iresnet50", 43_590_848)]
    [InlineData("iresnet100", 65_156_160)]
    public void The_number_of_weights_is_the_published_one(string name, long count) =>
        Assert.Equal(count, NetworkCatalogue.Default.Find(name).PlanFor().WeightCount);

    [Fact]
    public void Wens_maps_have_the_sizes_of_the_paper()
    {
        var maps = Shapes("wen-resnet");

        string[] openings = ["conv1a", "conv1b", "pool1b", "conv2", "pool2", "conv3", "pool3", "conv4", "pool4"];
        Assert.Equal(
            [
                "[32, 110, 94]", "[64, 108, 92]", "[64, 54, 46]", "[128, 52, 44]", "[128, 26, 22]", "[256, 24, 20]",
                "[256, 12, 10]", "[512, 10, 8]", "[512, 5, 4]",
            ],
            openings.Select(name => maps[name]));
        Assert.Equal("[64, 54, 46]", maps["conv2_2"]);
        Assert.Equal("[128, 26, 22]", maps["conv3_4"]);
        Assert.Equal("[256, 12, 10]", maps["conv4_10"]);
        Assert.Equal("[512, 5, 4]", maps["conv5_6"]);
        Assert.Equal("[512]", maps["fc5"]);
        Assert.Equal(27, maps.Keys.Count(name => name.StartsWith("conv", StringComparison.Ordinal)));
    }

    [Fact]
    public void Light_CNN_maps_have_the_sizes_of_the_paper()
    {
        var maps = Shapes("light-cnn");

        Assert.Equal(
            [
                "[96, 128, 128]", "[48, 64, 64]", "[96, 64, 64]", "[192, 64, 64]", "[96, 32, 32]", "[192, 32, 32]",
                "[384, 32, 32]", "[192, 16, 16]", "[384, 16, 16]", "[256, 16, 16]", "[256, 16, 16]", "[256, 16, 16]",
                "[128, 8, 8]", "[512]",
            ],
            new[]
            {
                "conv1", "pool1", "conv2a", "conv2", "pool2", "conv3a", "conv3", "pool3", "conv4a", "conv4", "conv5a",
                "conv5", "pool4", "fc1",
            }.Select(name => maps[name]));
    }

    [Fact]
    public void Digit_networks_have_the_sizes_of_the_release()
    {
        var (maps, few) = (Shapes("lenet++"), Shapes("lenet"));

        Assert.Equal(
            ["[32, 28, 28]", "[32, 14, 14]", "[64, 14, 14]", "[64, 7, 7]", "[128, 7, 7]", "[128, 3, 3]", "[2]"],
            new[] { "conv1+", "pool1", "conv2+", "pool2", "conv3+", "pool3", "ip1" }.Select(name => maps[name]));
        Assert.Equal(
            ["[20, 24, 24]", "[20, 12, 12]", "[50, 8, 8]", "[50, 4, 4]", "[500]", "[2]"],
            new[] { "conv1", "pool1", "conv2", "pool2", "ip1", "ip1_dr" }.Select(name => few[name]));
    }

    [Fact]
    public void MobileFaceNet_changes_with_the_picture_in_one_kernel_only()
    {
        var tall = Parameters(new MobileFaceNetOptions());
        var square = Parameters(new MobileFaceNetOptions { InputWidth = 112 });
        var small = Parameters(new MobileFaceNetOptions { InputWidth = 48, InputHeight = 56 });

        Assert.Equal("512, 1, 7, 6", tall["linear7.conv.weight"]);
        Assert.Equal("512, 1, 7, 7", square["linear7.conv.weight"]);
        Assert.Equal("512, 1, 4, 3", small["linear7.conv.weight"]);
        Assert.Equal(["linear7.conv.weight"], tall.Keys.Where(key => tall[key] != square[key]));

        static Dictionary<string, string> Parameters(MobileFaceNetOptions options) =>
            NetworkCatalogue.Default.Find("mobilefacenet").PlanFor(options)
                .Parameters.ToDictionary(learned => learned.Name, learned => string.Join(", ", learned.Shape));
    }

    [Fact]
    public void MobileFaceNet_widens_in_eights_but_keeps_its_feature()
    {
        var wide = Shapes("mobilefacenet", new MobileFaceNetOptions { Width = 1.5 });
        var thin = Shapes("mobilefacenet", new MobileFaceNetOptions { Width = 0.55 });

        Assert.Equal("[96, 56, 48]", wide["conv1.conv"]);
        Assert.Equal("[192, 14, 12]", wide["blocks.6.conv.6"]);
        Assert.Equal("[768, 7, 6]", wide["conv2.conv"]);
        Assert.Equal("[32, 56, 48]", thin["conv1.conv"]); // 35.2
        Assert.Equal("[72, 14, 12]", thin["blocks.6.conv.6"]); // 70.4
        Assert.Equal("[280, 7, 6]", thin["conv2.conv"]); // 281.6
        Assert.Equal(["[128, 1, 1]", "[128, 1, 1]"], new[] { wide, thin }.Select(shapes => shapes["linear1.conv"]));
    }

    [Fact]
    public void The_compact_network_widens_in_sixteens_and_deepens_late_stages()
    {
        var plain = Shapes("compact");
        var wide = Shapes("compact", new CompactOptions { Width = 1.4, Depth = 2 });
        var thin = Shapes("compact", new CompactOptions { Width = 0.125 });

        Assert.Equal((0, 1, 2), (Blocks(plain, 1), Blocks(plain, 2), Blocks(plain, 3)));
        Assert.Equal((0, 2, 4), (Blocks(wide, 1), Blocks(wide, 2), Blocks(wide, 3)));
        Assert.Equal(["[48, 28, 24]", "[96, 14, 12]", "[176, 7, 6]"], Openings(wide));
        Assert.Equal(["[16, 28, 24]", "[16, 14, 12]", "[16, 7, 6]"], Openings(thin));

        static int Blocks(Dictionary<string, string> shapes, int stage) => shapes.Keys
            .Where(name => name.StartsWith($"stage{stage}.", StringComparison.Ordinal))
            .Count(name => name.EndsWith(".conv2", StringComparison.Ordinal));

        static IEnumerable<string> Openings(Dictionary<string, string> shapes) =>
            Enumerable.Range(1, 3).Select(stage => shapes[$"stage{stage}.0.conv"]);
    }

    private static Dictionary<string, string> Shapes(string name, NetworkOptions? options = null) =>
        NetworkCatalogue.Default.Find(name).PlanFor(options)
            .Steps.ToDictionary(step => step.Name, step => step.Shape.ToString());
}
