using NormFace.Layers;

namespace NormFace.Backbones;

/// <summary>Draws the initial weights of layers from one seed, in the order they are asked for.</summary>
/// <remarks>
/// Layers are made without memory (on the "meta" device) and given their weights afterwards: their own initialisation
/// would take time and draw from the global generator, which would change all later draws.
/// </remarks>
internal sealed class SeededWeights(long seed) : IDisposable
{
    private readonly Generator generator = new((ulong)seed, CPU);

    /// <summary>Weights drawn as a layer wants them.</summary>
    public Parameter Drawn(Initialization start, IReadOnlyList<long> shape)
    {
        using var gradientOff = no_grad();
        var weight = empty([.. shape]);
        var spread = start.SpreadFor(shape);
        _ = start.IsNormal ? weight.normal_(0, spread, generator) : weight.uniform_(-spread, spread, generator);
        return Learned(start.IsOrthogonal ? Orthogonal(weight) : weight, learns: true);
    }

    /// <summary>Equal values.</summary>
    public static Parameter Constant(long size, double value, bool learns) => Learned(full(size, value), learns);

    public void Dispose() => generator.Dispose();

    // Of the factors of a matrix of normal draws, the one with orthonormal columns; with the signs of the other's
    // diagonal it is uniform over all such matrices. Source: Mezzadri, arXiv:math-ph/0609050, section 5.
    private static Tensor Orthogonal(Tensor drawn)
    {
        using var scope = NewDisposeScope();
        var rows = drawn.flatten(1).to(ScalarType.Float64);
        var isTall = rows.shape[0] >= rows.shape[1];
        var (columns, triangle) = linalg.qr(isTall ? rows : rows.t());
        var signed = columns * triangle.diagonal().sign();
        return (isTall ? signed : signed.t()).reshape(drawn.shape).to(drawn.dtype).contiguous()
            .MoveToOuterDisposeScope();
    }

    private static Parameter Learned(Tensor values, bool learns)
    {
        var parameter = new Parameter(values, learns);
        parameter.DetachFromDisposeScope(); // outlives whatever scope the caller builds us in
        return parameter;
    }
}
