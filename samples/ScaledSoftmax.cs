using NormFace.Losses;
using NormFace.Scales;
using static TorchSharp.torch;

namespace NormFace.Samples;

/// <summary>A normalised softmax trains a small network; the optimiser gets the loss's parameters as well.</summary>
internal static class ScaledSoftmax
{
    public static void Run()
    {
        random.manual_seed(1);
        const int classes = 20;
        var prototypes = randn(classes, 32);
        using var network = nn.Sequential(nn.Linear(32, 64), nn.PReLU(64), nn.Linear(64, 16));
        using var loss = new NormalizedSoftmaxLoss(
            classes, 16, new NormalizedSoftmaxOptions { Scale = new ScaleOptions { Learned = 10 } });
        using var optimizer = optim.Adam(network.parameters().Concat(loss.parameters()), lr: 0.005);

        for (var step = 0; step <= 200; step++)
        {
            using var scope = NewDisposeScope(); // every tensor of the step goes with it
            var labels = randint(0, classes, [64], dtype: ScalarType.Int64);
            var inputs = prototypes.index_select(0, labels) + (0.5f * randn(64, 32));

            optimizer.zero_grad();
            var value = loss.call(network.call(inputs), labels);
            value.backward();
            optimizer.step();

            if (step % 50 == 0)
            {
                Console.WriteLine(
                    $"step {step}: loss {value.item<float>():F4}, scale {loss.CurrentScale:F2}, floor {loss.Floor:F4}");
            }
        }
    }
}
