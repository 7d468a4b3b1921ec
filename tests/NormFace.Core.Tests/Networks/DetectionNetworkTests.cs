using Xunit;

namespace NormFace.Networks;

public class DetectionNetworkTests
{
    [Fact]
    public void It_has_sixty_thousand_weights_and_fifteen_numbers_for_each_cell_of_three_grids()
    {
        var plan = DetectionNetwork.Plan(320);

        Assert.InRange(plan.WeightCount, 55_000, 65_000);
        Assert.Equal(["[15, 40, 40]", "[15, 20, 20]", "[15, 10, 10]"], plan.Outputs.Select(output => $"{output.Shape}"));
    }

    [Theory]
    [InlineData(0), InlineData(-32), InlineData(100)]
    public void A_side_that_the_coarsest_grid_does_not_divide_is_refused(int side) => Assert.Contains(
        "side must be a multiple of 32 above 0",
        Assert.Throws<ArgumentException>(() => DetectionNetwork.Plan(side)).Message,
        StringComparison.Ordinal);
}
