using NormFace.Geometry;

namespace NormFace.Backbones;

/// <summary>Max-feature-map: splits the channels in two halves and keeps the larger value of each pair.</summary>
/// <remarks>
/// <para><c>y_c = max(x_c, x_{c + C/2})</c>. Where both are equal, each gets half of the slope.</para>
/// <para>Source: Wu et al., "A light CNN for deep face representation with noisy labels", arXiv:1511.02683, section 3.1.</para>
/// </remarks>
public sealed class MaxFeatureMap : Module<Tensor, Tensor>
{
    /// <summary>Creates the layer; it learns nothing.</summary>
    public MaxFeatureMap()
        : base(nameof(MaxFeatureMap))
    {
    }

    /// <summary>The larger value of each pair of channels.</summary>
    /// <param name="input">Shape <c>[N, C, …]</c> with <c>C</c> even, floating.</param>
    /// <returns>Shape <c>[N, C/2, …]</c>. NaN where either value is NaN.</returns>
    /// <exception cref="ArgumentException">There is no channel axis, or its length is odd.</exception>
    public override Tensor forward(Tensor input)
    {
        Require.Floating(input);

        if (input.dim() < 2 || input.shape[1] % 2 != 0)
        {
            throw new ArgumentException(
                $"input must have an even number of channels, shape [N, 2K, ...], but was {Require.Shape(input)}.", nameof(input));
        }

        using var scope = NewDisposeScope();
        var half = input.shape[1] / 2;
        return maximum(input.narrow(1, 0, half), input.narrow(1, half, half)).MoveToOuterDisposeScope();
    }
}
