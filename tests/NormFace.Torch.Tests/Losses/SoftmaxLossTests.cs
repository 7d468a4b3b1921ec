using NormFace.TestKit;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace NormFace.Losses;

public class SoftmaxLossTests
{
    [Fact]
    public void With_a_bias_it_is_cross_entropy_of_biased_products()
    {
        using var scope = NewDisposeScope();
        var loss = new SoftmaxLoss(6, 4, new SoftmaxOptions { HasBias = true });
        loss.to(ScalarType.Float64);
        using (no_grad())
        {
            loss.Bias!.copy_(linspace(-1, 2, 6));
        }

        var (features, labels) = (randn(9, 4, ScalarType.Float64), randint(0, 6, [9], dtype: ScalarType.Int64));
        var expected = LiteralHeads.Softmax(features, loss.Agents.Vectors, labels, loss.Bias);

        Assert.Equal(expected.item<double>(), loss.call(features, labels).item<double>(), 1e-12);
    }

    [Fact]
    public void Dropout_keeps_the_expected_product()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(5);
        const int rows = 20_000;
        var loss = new SoftmaxLoss(2, 8, new SoftmaxOptions { DropoutRate = 0.4 });
        using (no_grad())
        {
            loss.Agents.Vectors.copy_(stack([ones(8), zeros(8)]));
        }

        // Own product sum(x), other 0: the loss log(1 + e^-p) gives back p = -log(e^L - 1), whose mean must be 8·0.5.
        loss.train();
        var losses = loss.PerSample(full(rows, 8, 0.5f), zeros(rows, ScalarType.Int64)).to(ScalarType.Float64);
        var products = -losses.expm1().log();

        // Each kept value is 0.5/0.6; the variance of one product is 8·0.5²·0.4/0.6.
        var deviation = Math.Sqrt(8 * 0.25 * 0.4 / 0.6 / rows);
        Assert.InRange(products.mean().item<double>(), 4 - (3 * deviation), 4 + (3 * deviation));
    }

    [Fact]
    public void Dropout_is_off_in_evaluation()
    {
        using var scope = NewDisposeScope();
        var loss = new SoftmaxLoss(3, 4, new SoftmaxOptions { DropoutRate = 0.9 });
        loss.eval();
        var (features, labels) = (randn(5, 4), zeros(5, ScalarType.Int64));

        Assert.True(loss.call(features, labels).IsSameAs(loss.call(features, labels)));
    }

    [Fact]
    public void Lengthening_won_features_lowers_the_loss_without_end()
    {
        using var scope = NewDisposeScope();
        var loss = new SoftmaxLoss(5, 5);
        using (no_grad())
        {
            loss.Agents.Vectors.copy_(eye(5));
        }

        float LossAt(double length) => loss.call(eye(5) * length, arange(5, dtype: ScalarType.Int64)).item<float>();

        Assert.True(LossAt(1) > LossAt(2) && LossAt(2) > LossAt(10)); // Proposition 1
    }

    [Theory]
    [InlineData(1), InlineData(-0.1), InlineData(double.NaN)]
    public void A_dropout_rate_outside_its_range_is_refused(double rate) =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            new SoftmaxLoss(2, 2, new SoftmaxOptions { DropoutRate = rate }));

    [Fact]
    public void L2_softmax_is_cross_entropy_on_features_of_length_alpha()
    {
        using var scope = NewDisposeScope();
        var loss = new L2SoftmaxLoss(
            6, 4, new L2SoftmaxOptions { Scale = new Scales.ScaleOptions { Fixed = 7 }, FeatureEpsilon = 0 });
        loss.to(ScalarType.Float64);
        var bias = loss.ParameterGroups[1].Parameter;
        using (no_grad())
        {
            bias.copy_(linspace(-1, 2, 6));
        }

        var (features, labels) = (randn(9, 4, ScalarType.Float64), randint(0, 6, [9], dtype: ScalarType.Int64));
        var expected = LiteralHeads.Softmax(LiteralHeads.Unit(features) * 7, loss.Agents.Vectors, labels, bias);

        Assert.Equal(expected.item<double>(), loss.call(features, labels).item<double>(), 1e-12);
    }
}
