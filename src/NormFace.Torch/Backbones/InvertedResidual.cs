namespace NormFace.Backbones;

/// <summary>Widen by a 1 x 1 convolution, filter each channel by itself, narrow again without activation; add the input where shapes agree.</summary>
/// <remarks>The field name and the order inside it are MobileFaceNet's keys. Source: Sandler et al., "MobileNetV2", arXiv:1801.04381.</remarks>
internal sealed class InvertedResidual : Module<Tensor, Tensor>
{
    private readonly Sequential conv;
    private readonly bool addsInput;

    public InvertedResidual(SeededLayers source, int inputs, int outputs, int expansion, int stride)
        : base(nameof(InvertedResidual))
    {
        var wide = inputs * expansion;
        addsInput = stride == 1 && inputs == outputs;
        conv = Sequential(
            source.Convolution(inputs, wide, 1, KaimingFanOut.Draw),
            BatchNorm2d(wide),
            PReLU(wide),
            source.Convolution(wide, wide, 3, KaimingFanOut.Draw, stride, padding: 1, groups: wide),
            BatchNorm2d(wide),
            PReLU(wide),
            source.Convolution(wide, outputs, 1, KaimingFanOut.Draw),
            BatchNorm2d(outputs));
        RegisterComponents();
    }

    /// <summary>Shape <c>[N, inputs, H, W]</c> to <c>[N, outputs, H', W']</c>.</summary>
    public override Tensor forward(Tensor input)
    {
        var change = conv.call(input);

        if (!addsInput)
        {
            return change;
        }

        using (change)
        {
            return input + change;
        }
    }
}
