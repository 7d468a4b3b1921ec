using NormFace.Batches;
using NormFace.Losses;
using Xunit;
using static TorchSharp.torch;

namespace NormFace.Training;

public sealed class DivergenceGuardTests : IDisposable
{
    private readonly Tensor pictures = rand(4, 3, generator: new Generator(1));
    private readonly Tensor labels = tensor(new long[] { 0, 1, 0, 1 });
    private readonly nn.Module<Tensor, Tensor> network = nn.Sequential(
        ("first", nn.Linear(3, 5)), ("second", nn.Linear(5, 2)));
    private readonly NormalizedSoftmaxLoss loss = new(classCount: 2, featureSize: 2);

    [Fact]
    public void Finite_numbers_pass() => Check(lossValue: 1, gradientNorm: 2);

    [Fact]
    public void A_weight_that_is_not_finite_is_named_with_the_step()
    {
        using (no_grad())
        {
            network.get_parameter("second.weight")!.index_put_(double.NaN, tensor(0L), tensor(0L));
        }

        Assert.Contains(
            "Step 7: the loss is not finite. The tensor 'network.second.weight'",
            Message(double.NaN, 1),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_that_is_not_finite_is_named()
    {
        pictures[2, 1] = tensor(float.PositiveInfinity);

        Assert.Contains(
            "The pixels of 'picture-102' (row 2 of the batch) are not finite.",
            Message(double.NaN, 1),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_on_which_the_network_overflows_is_named()
    {
        using (no_grad())
        {
            network.get_parameter("first.weight")!.fill_(1e30f);
            network.get_parameter("second.weight")!.fill_(1e30f);
        }

        Assert.Contains("The feature of 'picture-100'", Message(double.PositiveInfinity, 1), StringComparison.Ordinal);
    }

    [Fact]
    public void A_gradient_that_is_not_finite_is_named()
    {
        network.get_parameter("first.bias")!.grad = full(5, float.NaN);

        Assert.Contains("The gradient of 'network.first.bias'", Message(1, double.NaN), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        pictures.Dispose();
        labels.Dispose();
        network.Dispose();
        loss.Dispose();
    }

    private string Message(double lossValue, double gradientNorm) =>
        Assert.Throws<TrainingDivergedException>(() => Check(lossValue, gradientNorm)).Message;

    private void Check(double lossValue, double gradientNorm) =>
        new DivergenceGuard(network, loss, index => $"picture-{index}")
            .Check(7, lossValue, gradientNorm, new SampleBatch(pictures, labels, [100, 101, 102, 103]));
}
