using NormFace.Losses;
using Xunit;
using static TorchSharp.torch;

namespace NormFace.Experiments;

public class ClassDecisionTests
{
    [Fact]
    public void A_softmax_decides_by_its_largest_logit()
    {
        using var loss = new SoftmaxLoss(3, 2, new SoftmaxOptions { HasBias = true });
        using (no_grad())
        {
            loss.Agents.Vectors.copy_(tensor(new float[] { 1, 0, 0, 3, -1, -1 }).reshape(3, 2));
            loss.get_parameter("bias")!.copy_(tensor(new float[] { 0, 0, 5 }));
        }

        var decision = ClassDecision.Of(loss);

        Assert.Equal([[1, 0], [0, 3], [-1, -1]], decision.Vectors);
        Assert.Equal([0, 0, 5], decision.Biases);
        Assert.Equal([0, 1, 2], new double[][] { [9, 0], [0, 4], [0.5, 0.5] }.Select(decision.Decide));
    }

    [Fact]
    public void Agents_that_the_loss_projects_are_given_at_length_one()
    {
        using var loss = new CContrastiveLoss(2, 2);
        using (no_grad())
        {
            loss.Agents.Vectors.copy_(tensor(new float[] { 3, 4, 0, 7 }).reshape(2, 2));
        }

        var decision = ClassDecision.Of(loss);

        Assert.Empty(decision.Biases);
        Assert.All(
            decision.Vectors.SelectMany(vector => vector).Zip([0.6, 0.8, 0, 1]),
            pair => Assert.Equal(pair.Second, pair.First, 1e-6));
    }

    [Fact]
    public void A_loss_without_agents_is_refused()
    {
        using var loss = new PairTripletLoss();

        Assert.Contains(
            "must have class agents",
            Assert.Throws<ArgumentException>(() => ClassDecision.Of(loss)).Message,
            StringComparison.Ordinal);
    }
}
