using NormFace.TestKit;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace NormFace.Optimization;

public sealed class OptimizerTests
{
    private const double Momentum = 0.9;
    private const double Decay = 0.05;

    [Theory, InlineData(true), InlineData(false)]
    public void Five_steps_of_Caffes_rule_are_those_of_the_hand_table(bool isFused)
    {
        double[] rates = [0.1, 0.1, 0.01, 0.01, 0.03];
        using var weight = Weight(1.0, -2.0);
        using var bias = Weight(0.5);
        using var optimizer = new CaffeSgd(
            [new("weight", weight, 1, 1), new("bias", bias, 2, 0)],
            new SgdOptions { Momentum = Momentum, Decay = Decay })
        { IsFused = isFused };
        double[] w = [1.0, -2.0, 0.5], v = [0, 0, 0], rateFactor = [1, 1, 2], decayFactor = [1, 1, 0];

        for (var step = 0; step < rates.Length; step++)
        {
            double[] g = [0.3 * (step + 1), -0.7 + (0.2 * step), Math.Sin(step)];
            SetGradient(weight, g[0], g[1]);
            SetGradient(bias, g[2]);
            optimizer.Step(rates[step]);
            for (var i = 0; i < 3; i++)
            {
                v[i] = (Momentum * v[i]) + (rates[step] * rateFactor[i] * (g[i] + (Decay * decayFactor[i] * w[i])));
                w[i] -= v[i];
            }

            Assert.Equal(w[0], weight[0].item<double>(), 1e-12);
            Assert.Equal(w[1], weight[1].item<double>(), 1e-12);
            Assert.Equal(w[2], bias[0].item<double>(), 1e-12);
        }
    }

    [Theory, InlineData(true), InlineData(false)]
    public void Five_steps_of_AdamW_are_those_of_its_equations(bool isFused)
    {
        using var weight = Weight(1.0, -2.0);
        using var optimizer = new FusedAdamW([new("weight", weight, 1, 1)], new AdamWOptions { Decay = Decay })
        {
            IsFused = isFused,
        };
        double[] w = [1.0, -2.0], m = [0, 0], q = [0, 0];

        for (var step = 1; step <= 5; step++)
        {
            double[] g = [0.3 * step, -0.7 + (0.2 * step)];
            SetGradient(weight, g[0], g[1]);
            optimizer.Step(0.01);
            for (var i = 0; i < 2; i++)
            {
                w[i] -= 0.01 * Decay * w[i];
                m[i] = (0.9 * m[i]) + (0.1 * g[i]);
                q[i] = (0.999 * q[i]) + (0.001 * g[i] * g[i]);
                w[i] -= 0.01 * (m[i] / (1 - Math.Pow(0.9, step))) / (
                    Math.Sqrt(q[i] / (1 - Math.Pow(0.999, step))) + 1e-8);
                Assert.Equal(w[i], weight[i].item<double>(), 1e-12);
            }
        }
    }

    [Fact]
    public void A_frozen_parameter_and_one_without_a_gradient_stay_as_they_are()
    {
        using var frozen = Weight(1.0);
        using var idle = Weight(2.0);
        using var moved = Weight(3.0);
        using var optimizer = new CaffeSgd(
            [new("frozen", frozen, 0, 1), new("idle", idle, 1, 1), new("moved", moved, 1, 1)]);
        SetGradient(frozen, 1);
        SetGradient(moved, 1);

        optimizer.Step(0.1);

        Assert.Equal(1.0, frozen.item<double>());
        Assert.Equal(2.0, idle.item<double>());
        Assert.NotEqual(3.0, moved.item<double>());
    }

    [Fact]
    public void A_restored_optimiser_goes_on_as_if_nothing_had_happened()
    {
        using var weight = Weight(1.0, -2.0);
        using var twin = Weight(1.0, -2.0);
        using var optimizer = new CaffeSgd([new("weight", weight, 1, 1)]);
        using var other = new CaffeSgd([new("weight", twin, 1, 1)]);
        SetGradient(weight, 0.4, 0.2);
        SetGradient(twin, 0.4, 0.2);
        optimizer.Step(0.1);
        using (no_grad())
        {
            twin.copy_(weight);
        }

        using (no_grad())
        {
            foreach (var (name, saved) in optimizer.State)
            {
                other.State[name].copy_(saved);
            }
        }

        other.RestoreNumbers(optimizer.Numbers);
        optimizer.Step(0.02);
        other.Step(0.02);

        Assert.Equal(weight.data<double>().ToArray(), twin.data<double>().ToArray());
    }

    [Fact]
    public void The_gradient_norm_is_that_of_all_parameters_together()
    {
        using var one = Weight(0, 0);
        using var two = Weight(0);
        using var optimizer = new CaffeSgd([new("one", one, 1, 1), new("two", two, 2, 0)]);
        SetGradient(one, 3, 0);
        SetGradient(two, 4);

        Assert.Equal(5, optimizer.GradientNorm(), 1e-12);

        optimizer.ScaleGradients(0.5);

        Assert.Equal(2.5, optimizer.GradientNorm(), 1e-12);
    }

    [Fact]
    public void Steps_leave_no_tensors_behind()
    {
        using var weight = Weight(1.0, -2.0);
        using var optimizer = new FusedAdamW([new("weight", weight, 1, 1)]);
        SetGradient(weight, 0.4, 0.2);

        TensorLeak.None(() => optimizer.Step(0.01));
    }

    [Theory, InlineData(0), InlineData(-1), InlineData(double.NaN)]
    public void A_rate_that_is_not_above_zero_is_refused(double rate)
    {
        using var weight = Weight(1.0);
        using var optimizer = new CaffeSgd([new("weight", weight, 1, 1)]);

        Assert.Throws<ArgumentOutOfRangeException>(() => optimizer.Step(rate));
    }

    private static Parameter Weight(params double[] values) => new(tensor(values));

    private static void SetGradient(Parameter parameter, params double[] values) => parameter.grad = tensor(values);
}
