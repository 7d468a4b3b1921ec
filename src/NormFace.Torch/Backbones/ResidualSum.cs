namespace NormFace.Backbones;

/// <summary>Adds what some layers make of a map to the map: <c>x + body(x)</c>, with nothing after the sum.</summary>
/// <remarks>It does not own the layers: the network registers them under the flat names of its published form.</remarks>
internal sealed class ResidualSum(params Module<Tensor, Tensor>[] body) : Module<Tensor, Tensor>(nameof(ResidualSum))
{
    /// <summary>The sum. Shape as the input.</summary>
    public override Tensor forward(Tensor input)
    {
        using var change = input.Pass(body);
        return input + change;
    }
}
