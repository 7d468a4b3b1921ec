using NormFace.Agents;
using NormFace.Scales;
using NormFace.TestKit;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace NormFace.Losses;

public class MarginLossesTests
{
    private static readonly ScaleOptions Fixed = new ScaleOptions { Fixed = 12 };

    [Fact]
    public void CosFace_meets_an_independent_computation() =>
        Assert.Equal(
            84.45481115838065,
            InScope(() =>
                HalfCircle.MeanLoss(new CosFaceLoss(
                    10, 2, new CosFaceOptions { FeatureEpsilon = 0, Agents = new AgentOptions { Epsilon = 0 } }))),
            1e-9);

    [Fact]
    public void ArcFace_meets_an_independent_computation_beyond_the_monotone_border() =>
        Assert.Equal(
            84.05346081152534,
            InScope(() =>
                HalfCircle.MeanLoss(new ArcFaceLoss(
                    10, 2, new ArcFaceOptions { FeatureEpsilon = 0, Agents = new AgentOptions { Epsilon = 0 } }))),
            1e-9);

    [Theory]
    [InlineData(0.9, 1.8675)]
    [InlineData(0.5, 1.1544)]
    [InlineData(0, 0.8776)]
    [InlineData(-0.5, 0.6008)]
    [InlineData(-0.85, 0.1040)]
    public void The_exact_slope_of_ArcFace_is_sin_of_the_moved_angle_over_sin(double cosine, double expected)
    {
        using var scope = NewDisposeScope();
        var own = tensor(cosine, ScalarType.Float64).requires_grad_();

        Geometry.Angle.MonotoneCosineOfSum(own, Geometry.Angle.Sine(own, SineOf(own)), 0.5).backward();

        var angle = Math.Acos(cosine);
        Assert.Equal(Math.Sin(angle + 0.5) / Math.Sin(angle), own.grad!.item<double>(), 1e-9);
        Assert.Equal(expected, own.grad.item<double>(), 0.5e-3);
    }

    [Theory]
    [InlineData(0.02), InlineData(0.1), InlineData(1), InlineData(2.5)]
    public void Float32_keeps_the_digits_of_small_angles(double angle)
    {
        using var scope = NewDisposeScope();
        float[,] agents = { { 1, 0 }, { 0, 1 } };
        Tensor Gradient(ScalarType type)
        {
            var loss = new ArcFaceLoss(
                2,
                2,
                new ArcFaceOptions { Scale = Fixed, FeatureEpsilon = 0, Agents = new AgentOptions { Epsilon = 0 } });
            loss.to(type);
            using (no_grad())
            {
                loss.Agents.Vectors.copy_(tensor(agents));
            }

            var feature = tensor(
                new[,] { { (float)Math.Cos(angle), (float)Math.Sin(angle) } }).to(type).requires_grad_();
            loss.call(feature, zeros(1, ScalarType.Int64)).backward();
            return feature.grad!.to(ScalarType.Float64);
        }

        var exact = Gradient(ScalarType.Float64);

        // From 1 - cos² the sine of 0.02 would be wrong by 1e-4.
        Assert.True(
            (Gradient(ScalarType.Float32) - exact).abs().max().item<double>() < 1e-5 * exact.abs().max()
                .item<double>());
    }

    [Fact]
    public void The_own_logit_of_ArcFace_never_rises_with_the_angle()
    {
        using var scope = NewDisposeScope();
        var cosines = linspace(1, -1, 10_001, ScalarType.Float64);

        var handicapped = Geometry.Angle.MonotoneCosineOfSum(
            cosines, Geometry.Angle.Sine(cosines, SineOf(cosines)), 0.5);

        Assert.True(handicapped.diff().max().item<double>() <= 0);
    }

    [Fact]
    public void Straight_through_ArcFace_has_the_value_and_gradient_of_the_widely_used_trainer()
    {
        using var scope = NewDisposeScope();
        var loss = Float64(
            new ArcFaceLoss(9, 6, new ArcFaceOptions { Scale = Fixed, Gradient = MarginGradient.StraightThrough }));
        var (features, labels, literalFeatures, literalAgents) = Pair(loss);

        var value = loss.call(features, labels);
        var expected = LiteralHeads.StraightThroughArcFace(literalFeatures, literalAgents, labels, tensor(12.0), 0.5);

        AssertSame(value, expected, features, literalFeatures, loss.Agents.Vectors, literalAgents);
    }

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(4)]
    public void SphereFace_agrees_with_the_angle_typed_out(int margin)
    {
        using var scope = NewDisposeScope();
        var loss = Float64(new SphereFaceLoss(
            9, 6, new SphereFaceOptions { Margin = margin, InitialAnnealing = 3, MinAnnealing = 3 }));
        var (features, labels, literalFeatures, literalAgents) = Pair(loss);

        var value = loss.call(features, labels);
        var expected = LiteralHeads.SphereFace(literalFeatures, literalAgents, labels, margin, 3);

        AssertSame(value, expected, features, literalFeatures, loss.Agents.Vectors, literalAgents);
    }

    [Fact]
    public void SphereFace_lets_the_plain_cosine_fade_with_training_batches_only()
    {
        using var scope = NewDisposeScope();
        var loss = new SphereFaceLoss(3, 2);
        var (features, labels) = (randn(2, 2), zeros(2, ScalarType.Int64));

        loss.eval();
        loss.call(features, labels);
        Assert.Equal(1000, loss.Annealing);
        loss.train();
        loss.call(features, labels);
        Assert.Equal(1000 / 1.12, loss.Annealing, 1e-9);
    }

    [Theory]
    [InlineData(20, 100), InlineData(2.5, 0.6)]
    public void AdaFace_agrees_with_the_angle_typed_out(double mean, double deviation)
    {
        using var scope = NewDisposeScope();
        var loss = Float64(new AdaFaceLoss(9, 6, new AdaFaceOptions { Scale = Fixed }));
        loss.get_buffer("meanNorm")!.fill_(mean);
        loss.get_buffer("normDeviation")!.fill_(deviation);
        var (features, labels, literalFeatures, literalAgents) = Pair(loss);

        var value = loss.call(features, labels);
        var expected = LiteralHeads.AdaFace(
            literalFeatures, literalAgents, labels, tensor(12.0), 0.4, 0.333, mean, deviation);

        AssertSame(value, expected, features, literalFeatures, loss.Agents.Vectors, literalAgents);
    }

    [Fact]
    public void AdaFace_moves_its_statistics_in_training_only()
    {
        using var scope = NewDisposeScope();
        var loss = new AdaFaceLoss(3, 2);
        var (features, labels) = (tensor(new float[,] { { 3f, 4 }, { 0, 1 } }), zeros(2, ScalarType.Int64));

        loss.eval();
        loss.call(features, labels);
        Assert.Equal(20, loss.get_buffer("meanNorm")!.item<float>());
        loss.train();
        loss.call(features, labels);

        Assert.Equal((0.99 * 20) + (0.01 * 3), loss.get_buffer("meanNorm")!.item<float>(), 1e-5); // lengths 5 and 1
        Assert.Equal((0.99 * 100) + (0.01 * Math.Sqrt(8)), loss.get_buffer("normDeviation")!.item<float>(), 1e-4);
    }

    [Theory]
    [InlineData(0), InlineData(0.4)]
    public void CurricularFace_agrees_with_the_equations_typed_out(double emphasis)
    {
        using var scope = NewDisposeScope();
        var loss = Float64(new CurricularFaceLoss(9, 6, new CurricularFaceOptions { Scale = Fixed }));
        loss.get_buffer("emphasis")!.fill_(emphasis);
        var (features, labels, literalFeatures, literalAgents) = Pair(loss);

        var value = loss.call(features, labels);
        var expected = LiteralHeads.CurricularFace(literalFeatures, literalAgents, labels, tensor(12.0), 0.5, emphasis);

        AssertSame(value, expected, features, literalFeatures, loss.Agents.Vectors, literalAgents);
    }

    [Fact]
    public void CurricularFace_moves_its_mean_before_it_is_used_and_in_training_only()
    {
        using var scope = NewDisposeScope();
        var loss = new CurricularFaceLoss(2, 2);
        using (no_grad())
        {
            loss.Agents.Vectors.copy_(tensor(new float[,] { { 1f, 0 }, { 0, 1 } }));
        }

        loss.eval();
        loss.call(tensor(new float[,] { { 2f, 0 } }), zeros(1, ScalarType.Int64));
        Assert.Equal(0, loss.Emphasis);
        loss.train();
        loss.call(tensor(new float[,] { { 2f, 0 } }), zeros(1, ScalarType.Int64)); // own cosine 1

        Assert.Equal(0.01, loss.Emphasis, 1e-7);
    }

    [Fact]
    public void Running_statistics_are_in_the_checkpoint_beside_what_is_learned()
    {
        using var loss = new AdaFaceLoss(3, 2, new AdaFaceOptions { Scale = new ScaleOptions { Learned = 10 } });

        Assert.Equal(["agents.vectors", "meanNorm", "normDeviation", "scale.value"], loss.state_dict().Keys.Order());
    }

    private static Tensor SineOf(Tensor cosine) => cosine.detach().acos().sin();

    private static double InScope(Func<double> value)
    {
        using var scope = NewDisposeScope();
        return value();
    }

    private static T Float64<T>(T loss)
        where T : AgentLoss
    {
        loss.to(ScalarType.Float64);
        loss.eval();
        return loss;
    }

    private static (Tensor Features, Tensor Labels, Tensor LiteralFeatures, Tensor LiteralAgents) Pair(AgentLoss loss)
    {
        random.manual_seed(17);
        var features = (randn(40, 6, ScalarType.Float64) * 1.5).requires_grad_();
        return (
            features,
            randint(0, 9, [40], dtype: ScalarType.Int64),
            features.detach().clone().requires_grad_(),
            loss.Agents.Vectors.detach().clone().requires_grad_());
    }

    private static void AssertSame(Tensor value, Tensor expected, params Tensor[] inputs)
    {
        value.backward();
        expected.backward();

        Assert.Equal(expected.item<double>(), value.item<double>(), 1e-10);
        for (var index = 0; index < inputs.Length; index += 2)
        {
            Assert.True(inputs[index].grad!.allclose(inputs[index + 1].grad!, 1e-8, 1e-10));
        }
    }
}
