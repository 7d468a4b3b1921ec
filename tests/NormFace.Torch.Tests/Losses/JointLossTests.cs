using NormFace.Agents;
using NormFace.TestKit;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace NormFace.Losses;

public class JointLossTests
{
    [Theory]
    [InlineData(true), InlineData(false)]
    public void Its_gradient_is_the_weighted_sum_of_the_parts(bool isShared)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(2);
        var (features, labels) = (
            randn(6, 4, ScalarType.Float64).requires_grad_(), tensor(new long[] { 0, 1, 2, 3, 4, 0 }));
        var softmax = new NormalizedSoftmaxLoss(5, 4);
        var contrastive = isShared
            ? new CContrastiveLoss(softmax.Agents)
            : new CContrastiveLoss(5, 4, new CContrastiveOptions { Agents = new AgentOptions { Seed = 3 } });
        var joint = new JointLoss(new JointPart(softmax), new JointPart(contrastive, 0.01));
        joint.to(ScalarType.Float64);

        var first = Gradient(softmax, features, labels);
        var second = Gradient(contrastive, features, labels);
        var both = Gradient(joint, features, labels);

        Assert.True((first + (0.01 * second)).allclose(both, 1e-12, 1e-14));
    }

    [Fact]
    public void A_part_of_weight_zero_changes_no_bit_and_gets_no_gradient()
    {
        using var scope = NewDisposeScope();
        var (features, labels) = (randn(6, 4).requires_grad_(), tensor(new long[] { 0, 1, 2, 3, 4, 0 }));
        var softmax = new NormalizedSoftmaxLoss(5, 4);
        var center = new CenterLoss(5, 4);
        var joint = new JointLoss(new JointPart(softmax), new JointPart(center, 0));

        Assert.True(Gradient(softmax, features, labels).IsSameAs(Gradient(joint, features, labels)));
        Assert.True(softmax.call(features, labels).IsSameAs(joint.call(features, labels)));
        Assert.Null(center.Agents.Vectors.grad);
    }

    [Fact]
    public void Shared_agents_are_handed_to_the_optimiser_once()
    {
        var agents = new ClassAgents(5, 4);
        using var joint = new JointLoss(
            new JointPart(new NormalizedSoftmaxLoss(agents)), new JointPart(new CContrastiveLoss(agents)));

        Assert.Equal(["parts.0.vectors", "parts.0.value"], joint.ParameterGroups.Select(group => group.Name));
    }

    [Fact]
    public void Its_floor_is_the_weighted_sum_of_floors()
    {
        var softmax = new NormalizedSoftmaxLoss(5, 4);
        using var joint = new JointLoss(new JointPart(softmax, 2), new JointPart(new CContrastiveLoss(5, 4), 0.5));

        Assert.Equal(2 * softmax.Floor!.Value, joint.Floor!.Value, 1e-12);
    }

    [Fact]
    public void Parts_for_different_class_counts_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new JointLoss(
            new JointPart(new CContrastiveLoss(5, 4)), new JointPart(new CContrastiveLoss(6, 4))));

        Assert.StartsWith(
            "All parts must have the same class count, but found 5, 6.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_joint_loss_without_parts_is_refused() => Assert.Throws<ArgumentException>(() => new JointLoss());

    private static Tensor Gradient(EmbeddingLoss loss, Tensor features, Tensor labels)
    {
        features.grad = null;
        loss.call(features, labels).backward();
        return features.grad!.clone();
    }
}
