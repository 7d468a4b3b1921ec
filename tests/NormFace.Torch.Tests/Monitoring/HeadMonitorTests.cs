using NormFace.Losses;
using NormFace.Scales;
using NormFace.TestKit;
using Xunit;
using static TorchSharp.torch;

namespace NormFace.Monitoring;

public class HeadMonitorTests
{
    [Fact]
    public void The_figures_are_those_of_a_hand_made_batch()
    {
        using var scope = NewDisposeScope();
        var loss = new CContrastiveLoss(3, 2, new CContrastiveOptions { NegativeMargin = 1 });
        using (no_grad())
        {
            loss.Agents.Vectors.copy_(tensor(new[,] { { 2f, 0 }, { 0, 2 }, { -2, 0 } }));
        }

        // Row 0 on its agent, length 3: others at cosine 0 and -1. Row 1 of class 1 on agent 0, length 1: cosines 1 and
        // -1.
        var seen = new HeadMonitor(loss).Observe(tensor(new[,] { { 3f, 0 }, { 1, 0 } }), tensor(new long[] { 0, 1 }));

        Assert.Equal(2, seen.MeanFeatureNorm, 1e-6);
        Assert.Equal(2, seen.MeanAgentNorm, 1e-6);
        Assert.Equal(0.5, seen.MeanOwnCosine, 1e-6);
        Assert.Equal(0.5, seen.MeanHardestCosine, 1e-6);
        Assert.Equal(1.0 / 4, seen.ActiveHingeShare!.Value, 1e-6); // of four other agents one is nearer than 1
        Assert.Equal(1, seen.AgentDistortion, 1e-6); // squared distances 0 and 2
        Assert.Null(seen.Scale);
        Assert.Equal(0, seen.Floor);
    }

    [Fact]
    public void Observing_changes_neither_gradients_nor_running_statistics_nor_the_tensor_count()
    {
        using var scope = NewDisposeScope();
        var loss = new CurricularFaceLoss(
            4, 3, new CurricularFaceOptions { Scale = new ScaleOptions { Learned = 10 } });
        var (features, labels) = (randn(5, 3).requires_grad_(), tensor(new long[] { 0, 1, 2, 3, 0 }));
        var monitor = new HeadMonitor(loss);

        TensorLeak.None(() => monitor.Observe(features, labels));

        Assert.Equal(0, loss.Emphasis);
        Assert.Null(features.grad);
        Assert.Null(loss.Agents.Vectors.grad);
    }

    [Fact]
    public void The_distortion_is_a_moving_average()
    {
        using var scope = NewDisposeScope();
        var loss = new NormalizedSoftmaxLoss(2, 2);
        using (no_grad())
        {
            loss.Agents.Vectors.copy_(eye(2));
        }

        var monitor = new HeadMonitor(loss, retention: 0.5);
        monitor.Observe(tensor(new[,] { { 1f, 0 } }), zeros(1, ScalarType.Int64)); // distance 0
        var second = monitor.Observe(tensor(new[,] { { 0f, 1 } }), zeros(1, ScalarType.Int64)); // squared distance 2

        Assert.Equal(2 * 2.0 / 3, second.AgentDistortion, 1e-6);
    }

    [Fact]
    public void A_normalised_softmax_reports_scale_and_floor()
    {
        using var scope = NewDisposeScope();
        var loss = new NormalizedSoftmaxLoss(
            1000, 3, new NormalizedSoftmaxOptions { Scale = new ScaleOptions { Fixed = 10 } });

        var seen = new HeadMonitor(loss).Observe(randn(2, 3), zeros(2, ScalarType.Int64));

        Assert.Equal(10, seen.Scale);
        Assert.Equal(0.043924, seen.Floor!.Value, 1e-6);
        Assert.Null(seen.ActiveHingeShare);
    }
}
