using NormFace.Losses;
using NormFace.Theory;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace NormFace.Scales;

public class ScaleTests
{
    [Fact]
    public void On_a_simplex_the_scale_has_the_published_slope()
    {
        using var scope = NewDisposeScope();
        var loss = new NormalizedSoftmaxLoss(
            10, 10, new NormalizedSoftmaxOptions { Scale = new ScaleOptions { Learned = 4 } });
        loss.to(ScalarType.Float64);
        var simplex = eye(10, dtype: ScalarType.Float64) - 0.1;
        using (no_grad())
        {
            loss.Agents.Vectors.copy_(simplex);
        }

        loss.call(simplex, arange(10, dtype: ScalarType.Int64)).backward();

        Assert.Equal(-0.106210604, loss.ParameterGroups[1].Parameter.grad!.item<double>(), 1e-8);
    }

    [Fact]
    public void A_learned_scale_that_left_its_bounds_is_itself_set_back()
    {
        using var scope = NewDisposeScope();
        var scale = new Scale(new ScaleOptions { Learned = 10, Max = 64 }, 10);
        var stored = scale.Group!.Parameter;
        using (no_grad())
        {
            stored.fill_(-3);
        }

        Assert.Equal(0.01, scale.Current(ones(1)).item<float>(), 1e-7);
        Assert.Equal(0.01, stored.item<float>(), 1e-7);
        using (no_grad())
        {
            stored.fill_(100);
        }

        Assert.Equal(64, scale.Current(ones(1)).item<float>());
    }

    [Fact]
    public void A_scale_within_its_bounds_is_not_written()
    {
        using var scope = NewDisposeScope();
        var loss = new NormalizedSoftmaxLoss(4, 3);
        var (features, labels) = (randn(2, 3).requires_grad_(), zeros(2, ScalarType.Int64));

        var value = loss.call(features, labels);
        _ = loss.call(features, labels); // a second look before backward, as a monitor takes it

        value.backward(); // fails if the second forward wrote what the first saved
    }

    [Fact]
    public void A_derived_scale_brings_the_floor_where_it_is_wanted()
    {
        using var loss = new NormalizedSoftmaxLoss(
            1000, 8, new NormalizedSoftmaxOptions { Scale = new ScaleOptions { Floor = 0.1 } });

        Assert.Equal(SoftmaxBound.ScaleFor(1000, 0.1), loss.CurrentScale!.Value, 1e-12);
        Assert.Equal(0.1, loss.Floor!.Value, 1e-12);
        Assert.Single(loss.ParameterGroups);
    }

    [Fact]
    public void A_learned_scale_has_its_own_rate_and_no_decay_unless_asked()
    {
        using var scale = new Scale(new ScaleOptions { Learned = 10, LearningRateFactor = 0.1 }, 10);

        Assert.Equal((0.1, 0), (scale.Group!.LearningRateFactor, scale.Group.DecayFactor));
    }

    [Fact]
    public void Bounds_that_exclude_the_first_value_are_refused()
    {
        var learned = Assert.Throws<ArgumentException>(() => new Scale(new ScaleOptions { Learned = 10, Max = 5 }, 10));
        var derived = Assert.Throws<ArgumentException>(() =>
            new Scale(new ScaleOptions { LearnedFloor = 1e-9, Max = 5 }, 10));

        Assert.Equal("The first scale must lie in [0.01, 5], but is 10.", learned.Message);
        Assert.StartsWith("The first scale must lie in [0.01, 5], but is 2", derived.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_scale_is_chosen_in_exactly_one_way()
    {
        Assert.Throws<ArgumentException>(() => new Scale(new ScaleOptions(), 10));
        Assert.Throws<ArgumentException>(() => new Scale(new ScaleOptions { Fixed = 3, Learned = 4 }, 10));
    }

    [Fact]
    public void A_learned_scale_may_start_where_its_floor_is_the_wanted_one()
    {
        using var scale = new Scale(new ScaleOptions { LearnedFloor = 0.1 }, 1000);

        Assert.Equal(SoftmaxBound.ScaleFor(1000, 0.1), scale.Value, 1e-5);
        Assert.NotNull(scale.Group);
    }

    [Theory]
    [InlineData(0), InlineData(-1), InlineData(double.NaN), InlineData(double.PositiveInfinity)]
    public void A_scale_that_is_not_above_zero_is_refused(double value) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Scale(new ScaleOptions { Fixed = value }, 10));
}
