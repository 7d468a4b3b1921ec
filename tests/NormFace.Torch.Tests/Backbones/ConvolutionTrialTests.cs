using NormFace.Layers;
using Xunit;
using Convolution = NormFace.Layers.Convolution;

namespace NormFace.Backbones;

public class ConvolutionTrialTests
{
    [Theory]
    [InlineData(3, 6, 5, 6, 6, 5, 1)]
    [InlineData(3, 5, 5, 4, 2, 2, 1)]
    [InlineData(6, 6, 5, 6, 6, 5, 3)]
    [InlineData(1, 28, 28, 20, 5, 5, 1)]
    [InlineData(128, 14, 12, 72, 1, 1, 1)]
    public void A_small_convolution_is_right_after_its_trial_on_every_processor(
        int channels, int height, int width, int outputs, int kernelHeight, int kernelWidth, int groups)
    {
        var (layer, input) = (new Convolution(outputs, kernelHeight, kernelWidth) { Groups = groups },
            ValueShape.Map(channels, height, width));

        var needsPlanes = ConvolutionTrial.Of(PlanValue.Numbers(input).Then("x", layer));

        var (isRightInPlanes, isRightTogether) = ConvolutionTrial.Outcome(layer, input);
        Assert.True(isRightInPlanes);
        Assert.True(isRightTogether || needsPlanes);
    }
}
