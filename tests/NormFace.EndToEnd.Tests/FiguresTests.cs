using System.Globalization;
using Xunit;

namespace NormFace;

public class FiguresTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Figures_that_need_no_training_are_drawn_from_nothing()
    {
        using var folder = new TemporaryFolder();

        var result = await Command.NormFace("figures", "--only", "5", "6", "--out", folder["figures"])
            .RunAsync(Cancellation);

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal((900, 600), Png.Size(folder["figures/figure-5-bound.png"]));
        foreach (var name in new[] { "figure-5-bound", "figure-6-agents" })
        {
            Assert.True(new FileInfo(folder[$"figures/{name}.png"]).Length > 10_000);
            Assert.Contains(
                "<svg",
                await File.ReadAllTextAsync(folder[$"figures/{name}.svg"], Cancellation),
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Figures_of_features_are_drawn_from_clusters_where_there_are_no_digits()
    {
        using var folder = new TemporaryFolder();

        var result = await Command.NormFace(
            "figures",
            "--clusters",
            "--only",
            "2",
            "3",
            "7",
            "9",
            "sphere",
            "--recipes",
            folder["none"],
            "--out",
            folder["figures"]).RunAsync(Cancellation);

        Assert.True(result.ExitCode == 0, result.ToString());
        foreach (var name in new[]
            {
                "figure-2-softmax-features",
                "figure-3-bias",
                "figure-7-marginal-features",
                "figure-9-histograms",
                "sphere-c-contrastive",
            })
        {
            Assert.True(new FileInfo(folder[$"figures/{name}.png"]).Length > 10_000);
            Assert.Contains(
                "<svg",
                await File.ReadAllTextAsync(folder[$"figures/{name}.svg"], Cancellation),
                StringComparison.Ordinal);
        }

        // 10 clusters that a line could part: a network that had learned nothing would tell a tenth.
        Assert.Equal(2, result.Output.Split('\n').Count(line =>
            line.Contains("% of the test samples are classified correctly", StringComparison.Ordinal)
            && line.Contains(": 9", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Figures_of_studies_are_drawn_from_the_results_in_the_repository()
    {
        using var folder = new TemporaryFolder();

        var result = await Command.NormFace(
            "figures",
            "--only",
            "8",
            "scale",
            "--studies",
            System.IO.Path.Combine(Repository.Root, "studies"),
            "--out",
            folder["figures"]).RunAsync(Cancellation);

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("Figure 8 is drawn.", result.Output, StringComparison.Ordinal);
        Assert.True(new FileInfo(folder["figures/figure-8-weights.png"]).Length > 10_000);
        Assert.True(new FileInfo(folder["figures/scale-and-bound.png"]).Length > 10_000);
    }

    [Fact]
    public async Task A_figure_that_is_asked_for_but_whose_study_has_no_results_is_said_to_be_left_out_and_is_no_success()
    {
        using var folder = new TemporaryFolder();
        File.Copy(System.IO.Path.Combine(Repository.Root, "studies/weights.json"), folder["weights.json"]);

        var result = await Command.NormFace(
            "figures", "--only", "8", "--studies", folder.Path, "--out", folder["figures"]).RunAsync(Cancellation);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("Figure 8 is skipped.", result.Output, StringComparison.Ordinal);
    }

    // Values of the table in section 2.3 of the specification.
    [Theory]
    [InlineData(1, 1.376935, 3.612377, 5.908474, 8.210412, 10.512933)]
    [InlineData(4, 0.100472, 1.008486, 2.956170, 5.215288, 7.513421)]
    [InlineData(10, 0.000134, 0.004055, 0.043924, 0.373975, 1.711903)]
    [InlineData(15, 0.000001, 0.000026, 0.000301, 0.003049, 0.030127)]
    public async Task Figure_5_holds_the_values_of_the_bound(int scale, params double[] expected)
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(
            0,
            (
                await Command.NormFace("figures", "--only", "5", "--out", folder["figures"]).RunAsync(Cancellation))
                    .ExitCode);

        var lines = await File.ReadAllLinesAsync(folder["figures/figure-5-bound.csv"], Cancellation);

        Assert.Equal("scale,classes_10,classes_100,classes_1000,classes_10000,classes_100000", lines[0]);
        var values = lines[1 + (10 * scale)]
            .Split(',')
            .Select(value => double.Parse(value, CultureInfo.InvariantCulture))
            .ToArray();
        Assert.Equal(scale, values[0]);
        Assert.All(expected.Zip(values.Skip(1)), pair => Assert.Equal(pair.First, pair.Second, 1e-6 + 1e-9));
    }

    [Fact]
    public async Task A_figure_that_is_none_is_refused_with_those_that_are()
    {
        var result = await Command.NormFace("figures", "--only", "4").RunAsync(Cancellation);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("sphere", result.Errors, StringComparison.Ordinal);
    }
}
