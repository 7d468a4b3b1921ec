namespace NormFace.Backbones;

/// <summary>Residual block with normalisation before and after both convolutions. The field names are InsightFace's keys.</summary>
/// <remarks>Source: Deng et al., "ArcFace", arXiv:1801.07698, section 3.1; after Han et al., "Deep pyramidal residual networks".</remarks>
internal sealed class IResNetBlock : Module<Tensor, Tensor>
{
    private readonly BatchNorm2d bn1;
    private readonly Conv2d conv1;
    private readonly BatchNorm2d bn2;
    private readonly PReLU prelu;
    private readonly Conv2d conv2;
    private readonly BatchNorm2d bn3;
    private readonly Sequential? downsample;

    public IResNetBlock(SeededLayers source, WeightDraw draw, int inputs, int outputs, int stride)
        : base(nameof(IResNetBlock))
    {
        bn1 = BatchNorm2d(inputs);
        conv1 = source.Convolution(inputs, outputs, 3, draw, padding: 1);
        bn2 = BatchNorm2d(outputs);
        prelu = PReLU(outputs);
        conv2 = source.Convolution(outputs, outputs, 3, draw, stride, padding: 1);
        bn3 = BatchNorm2d(outputs);

        if (stride != 1 || inputs != outputs)
        {
            downsample = Sequential(source.Convolution(inputs, outputs, 1, draw, stride), BatchNorm2d(outputs));
        }

        RegisterComponents();
    }

    /// <summary>Shape <c>[N, inputs, H, W]</c> to <c>[N, outputs, H', W']</c>.</summary>
    public override Tensor forward(Tensor input)
    {
        using var change = input.Pass(bn1, conv1, bn2, prelu, conv2, bn3);

        if (downsample is null)
        {
            return change + input;
        }

        using var shortcut = downsample.call(input);
        return change + shortcut;
    }
}
