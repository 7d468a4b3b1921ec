namespace NormFace.Layers;

/// <summary>Max-feature-map: splits the channels in two halves and keeps the larger value of each pair.</summary>
/// <remarks>
/// <para><c>y_c = max(x_c, x_{c + C/2})</c>. Where both are equal, each gets half of the gradient.</para>
/// <para>Source: Wu et al., "A light CNN for deep face representation with noisy labels", arXiv:1511.02683, section
/// 3.1.</para>
/// </remarks>
public sealed record MaxFeatureMap : Layer
{
    internal override ValueShape OutputOf(IReadOnlyList<ValueShape> inputs) => Single(inputs).Channels % 2 == 0
        ? inputs[0].WithChannels(inputs[0].Channels / 2)
        : throw new ArgumentException($"it takes an even number of channels, but was given {inputs[0]}");
}
