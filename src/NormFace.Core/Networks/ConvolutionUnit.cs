using NormFace.Layers;

namespace NormFace.Networks;

/// <summary>Convolution, batch normalisation and, unless linear, PReLU, under MobileFaceNet's names.</summary>
internal static class ConvolutionUnit
{
    public static PlanValue Of(PlanValue value, string name, Convolution convolution, bool isLinear = false)
    {
        value = value.Then($"{name}.conv", convolution).Then($"{name}.bn", new BatchNormalization());
        return isLinear ? value : value.Then($"{name}.prelu", new PRelu());
    }
}
