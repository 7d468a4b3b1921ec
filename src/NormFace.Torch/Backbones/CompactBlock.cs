namespace NormFace.Backbones;

/// <summary>Residual block of two convolutions, each normalised, with one PReLU between them and nothing after the sum.</summary>
internal sealed class CompactBlock : Module<Tensor, Tensor>
{
    private readonly Conv2d conv1; // the field names are checkpoint keys
    private readonly BatchNorm2d bn1;
    private readonly PReLU prelu;
    private readonly Conv2d conv2;
    private readonly BatchNorm2d bn2;

    public CompactBlock(SeededLayers source, int channels)
        : base(nameof(CompactBlock))
    {
        conv1 = source.Convolution(channels, channels, 3, CaffeInitialization.He, padding: 1);
        bn1 = BatchNorm2d(channels);
        prelu = PReLU(channels);
        conv2 = source.Convolution(channels, channels, 3, CaffeInitialization.He, padding: 1);
        bn2 = BatchNorm2d(channels);
        RegisterComponents();
    }

    /// <summary>Shape <c>[N, C, H, W]</c>, kept.</summary>
    public override Tensor forward(Tensor input)
    {
        using var change = input.Pass(conv1, bn1, prelu, conv2, bn2);
        return input + change;
    }
}
