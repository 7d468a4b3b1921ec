using NormFace.TestKit;
using Xunit;
using static TorchSharp.torch;

namespace NormFace.Geometry;

public class SquaredDistanceTests
{
    [Fact]
    public void The_distances_have_the_golden_values()
    {
        using var scope = NewDisposeScope();
        var (feature, agents) = Golden.Unit();

        var distances = SquaredDistance.Between(feature, agents).data<double>().ToArray();

        Assert.Equal([0.509288015, 0.114381917, 1.528595479], distances, (a, b) => Math.Abs(a - b) < 1e-9);
    }

    [Theory]
    [InlineData(ScalarType.Float64, 1e-12), InlineData(ScalarType.Float32, 1e-5)]
    public void The_matrix_product_agrees_with_the_definition(ScalarType type, double tolerance)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        var (features, agents) = (randn(9, 16, type), randn(11, 16, type));

        var largest = (
            SquaredDistance.Between(features, agents) - SquaredDistance.ByDefinition(features, agents)).abs().max();

        Assert.True(largest.to(ScalarType.Float64).item<double>() < tolerance * 40); // distances here are about 30
    }

    [Fact]
    public void Unit_vectors_are_two_minus_two_cosines_apart()
    {
        using var scope = NewDisposeScope();
        var features = Hypersphere.Project(randn(5, 8, ScalarType.Float64), epsilon: 0);
        var agents = Hypersphere.Project(randn(7, 8, ScalarType.Float64), epsilon: 0);

        Assert.True(
            SquaredDistance.Between(features, agents).allclose(2 - (2 * features.mm(agents.t())), 1e-12, 1e-12));
    }

    [Fact]
    public void A_distance_to_itself_is_never_below_zero()
    {
        using var scope = NewDisposeScope();
        var features = Hypersphere.Project(randn(200, 64));

        Assert.True(SquaredDistance.Between(features, features).min().item<float>() >= 0);
    }

    [Fact]
    public void The_gradient_is_the_derivative()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(3);
        var features = randn(3, 4, ScalarType.Float64).requires_grad_();
        var agents = randn(5, 4, ScalarType.Float64).requires_grad_();
        var weights = randn(3, 5, ScalarType.Float64);

        GradientCheck.Passes(() => (SquaredDistance.Between(features, agents) * weights).sum(), features, agents);
    }

    [Fact]
    public void Vectors_of_different_size_are_refused()
    {
        using var scope = NewDisposeScope();
        var error = Assert.Throws<ArgumentException>(() => SquaredDistance.Between(ones(2, 3), ones(2, 4)));

        Assert.StartsWith("agents must have shape [N, 3], but was [2, 4].", error.Message, StringComparison.Ordinal);
    }
}
