namespace NormFace.Backbones;

/// <summary>Fills a fresh tensor with draws of a generator. Shape <c>[outputs, inputs, …]</c>.</summary>
internal delegate void WeightDraw(Tensor weight, Generator generator);

/// <summary>Initial weights as Caffe's fillers draw them.</summary>
/// <remarks>Fan-in is the number of products in a sum, <c>inputs · kernel area</c>.</remarks>
internal static class CaffeInitialization
{
    /// <summary>"xavier": uniform in <c>±√(3/fan-in)</c>, so of variance <c>1/fan-in</c>.</summary>
    public static void Xavier(Tensor weight, Generator generator)
    {
        var bound = Math.Sqrt(3.0 / FanIn(weight));
        weight.uniform_(-bound, bound, generator);
    }

    /// <summary>"msra", after He et al., arXiv:1502.01852: normal of variance <c>2/fan-in</c>.</summary>
    public static void He(Tensor weight, Generator generator) =>
        weight.normal_(0, Math.Sqrt(2.0 / FanIn(weight)), generator);

    /// <summary>"gaussian": normal of a stated standard deviation.</summary>
    public static WeightDraw Gaussian(double deviation) => (weight, generator) => weight.normal_(0, deviation, generator);

    private static long FanIn(Tensor weight) => weight.numel() / weight.shape[0];
}
