using NormFace.TestKit;
using Xunit;
using static TorchSharp.torch;

namespace NormFace.Geometry;

public class HypersphereTests
{
    [Fact]
    public void The_gradient_has_the_value_worked_out_by_hand()
    {
        using var scope = NewDisposeScope();
        var x = tensor([3.0, 4]).requires_grad_();

        (Hypersphere.Project(x, epsilon: 0) * tensor([0.2, -0.7])).sum().backward();

        // x~ = (0.6, 0.8), <g, x~> = -0.44: ((0.2, -0.7) + 0.44·(0.6, 0.8))/5
        Assert.Equal([0.0928, -0.0696], x.grad!.data<double>().ToArray(), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(0, (x * x.grad!).sum().item<double>(), 1e-12);
    }

    [Fact]
    public void Epsilon_leaks_radially_by_the_stated_amount()
    {
        using var scope = NewDisposeScope();
        var x = tensor([0.003, 0.004]).requires_grad_();
        var g = tensor([0.2, -0.7]);

        (Hypersphere.Project(x, epsilon: 1e-6) * g).sum().backward();
        var radial = (x * x.grad!).sum().item<double>();
        var norm = Math.Sqrt(25e-6 + 1e-6);

        Assert.Equal([89.00655364, -70.90352578], x.grad!.data<double>().ToArray(), (a, b) => Math.Abs(a - b) < 1e-8);
        Assert.Equal(-0.01659444220, radial, 1e-10);
        Assert.Equal((x * g).sum().item<double>() * 1e-6 / Math.Pow(norm, 3), radial, 1e-12);
    }

    [Theory]
    [InlineData(new long[] { 5 }, 0), InlineData(new long[] { 4, 5 }, -1), InlineData(new long[] { 4, 5 }, 0)]
    [InlineData(new long[] { 2, 3, 2, 4 }, 1), InlineData(new long[] { 2, 3, 2, 4 }, 3)]
    public void Projection_and_norm_have_exact_gradients_along_any_axis(long[] shape, int axis)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(2);
        var x = randn(shape, ScalarType.Float64).requires_grad_();
        var (weightsOfUnit, weightsOfNorm) = (randn(shape, ScalarType.Float64), randn(1, ScalarType.Float64));

        GradientCheck.Passes(
            () =>
            {
                var (unit, norm) = Hypersphere.ProjectWithNorm(x, axis, epsilon: 0.01);
                return (unit * weightsOfUnit).sum() + (norm * weightsOfNorm).sum();
            },
            x);
        GradientCheck.Passes(() => (Hypersphere.Project(x, axis, epsilon: 0.01) * weightsOfUnit).sum(), x);
        GradientCheck.Passes(() => (Hypersphere.ProjectWithNorm(x, axis).Norm * weightsOfNorm).sum(), x);
    }

    [Fact]
    public void A_spatial_map_is_projected_at_every_position()
    {
        using var scope = NewDisposeScope();
        var map = randn(2, 8, 3, 4);

        var lengths = Hypersphere.Project(map, axis: 1).square().sum(1);

        Assert.Equal([2, 3, 4], lengths.shape);
        Assert.True(lengths.allclose(ones(2, 3, 4), 1e-5, 1e-6));
    }

    [Theory]
    [InlineData(0), InlineData(1e-12), InlineData(1e-6)]
    public void A_zero_vector_projects_to_zero_with_a_finite_gradient(double epsilon)
    {
        using var scope = NewDisposeScope();
        var x = zeros(2, 3).requires_grad_();

        var (unit, norm) = Hypersphere.ProjectWithNorm(x, epsilon: epsilon);
        (unit.sum() + norm.sum()).backward();

        Assert.Equal(0, unit.abs().sum().item<float>());
        Assert.True(x.grad!.isfinite().all().item<bool>());
    }

    [Theory]
    [InlineData(ScalarType.Float16, 1e-3)]
    [InlineData(ScalarType.BFloat16, 1e-2)]
    [InlineData(ScalarType.Float32, 1e-6)]
    [InlineData(ScalarType.Float64, 1e-12)]
    public void The_type_of_the_input_is_kept(ScalarType type, double tolerance)
    {
        using var scope = NewDisposeScope();
        var (unit, norm) = Hypersphere.ProjectWithNorm(tensor(new double[,] { { 3.0, 4 } }).to(type));

        Assert.Equal((type, type), (unit.dtype, norm.dtype));
        Assert.Equal(5, norm.to(ScalarType.Float64).item<double>(), tolerance * 5);
        Assert.Equal(0.6, unit[0, 0].to(ScalarType.Float64).item<double>(), tolerance);
    }

    [Fact]
    public void Sums_of_half_precision_squares_do_not_overflow()
    {
        using var scope = NewDisposeScope();
        var unit = Hypersphere.Project(full([1, 4], 300f, ScalarType.Float16)); // 4·300² is beyond float16

        Assert.Equal(0.5, unit[0, 0].to(ScalarType.Float64).item<double>(), 1e-3);
    }

    [Fact]
    public void Projecting_twice_changes_nothing()
    {
        using var scope = NewDisposeScope();
        var once = Hypersphere.Project(randn(10, 6, ScalarType.Float64), epsilon: 0);

        Assert.True(once.allclose(Hypersphere.Project(once, epsilon: 0), 1e-15, 1e-15));
    }

    [Fact]
    public void Three_thousand_steps_leave_no_tensor()
    {
        using var scope = NewDisposeScope();
        var x = randn(2, 3).requires_grad_();

        TensorLeak.None(() =>
        {
            for (var step = 0; step < 3000; step++)
            {
                using var stepScope = NewDisposeScope();
                Hypersphere.Project(x).sum().backward();
            }
        });
    }

    [Fact]
    public void Integers_are_refused_with_the_way_out()
    {
        using var scope = NewDisposeScope();
        var error = Assert.Throws<ArgumentException>(() => Hypersphere.Project(ones(2, 3, ScalarType.Int64)));

        Assert.StartsWith(
            "vectors must be float32, float64, bfloat16 or float16, but was Int64. Convert with .to(float32).",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_axis_that_is_not_there_is_refused_with_the_shape()
    {
        using var scope = NewDisposeScope();
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Hypersphere.Project(ones(2, 3), axis: 2));

        Assert.StartsWith(
            "axis must be an axis of a tensor of shape [2, 3], but was 2.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1e-12), InlineData(double.NaN), InlineData(double.PositiveInfinity)]
    public void An_impossible_epsilon_is_refused(double epsilon)
    {
        using var scope = NewDisposeScope();

        Assert.Throws<ArgumentOutOfRangeException>(() => Hypersphere.Project(ones(2, 3), epsilon: epsilon));
    }
}
