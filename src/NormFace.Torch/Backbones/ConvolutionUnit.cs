namespace NormFace.Backbones;

/// <summary>Convolution, batch normalisation and, unless linear, PReLU. The field names are MobileFaceNet's keys.</summary>
internal sealed class ConvolutionUnit : Module<Tensor, Tensor>
{
    private readonly Conv2d conv;
    private readonly BatchNorm2d bn;
    private readonly PReLU? prelu;

    public ConvolutionUnit(Conv2d convolution, bool isLinear = false)
        : base(nameof(ConvolutionUnit))
    {
        conv = convolution;
        bn = BatchNorm2d(convolution.out_channels);
        prelu = isLinear ? null : PReLU(convolution.out_channels);
        RegisterComponents();
    }

    /// <summary>Shape <c>[N, C, H, W]</c> to <c>[N, C', H', W']</c>.</summary>
    public override Tensor forward(Tensor input) => prelu is null ? input.Pass(conv, bn) : input.Pass(conv, bn, prelu);
}
