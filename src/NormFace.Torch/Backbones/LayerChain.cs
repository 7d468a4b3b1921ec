namespace NormFace.Backbones;

/// <summary>Runs layers one after another and lets go of each map as soon as the next is there.</summary>
/// <remarks>Without it, a batch in evaluation would hold the maps of all layers until its scope ends. Autograd keeps what it needs itself.</remarks>
internal static class LayerChain
{
    public static Tensor Pass(this Tensor input, params ReadOnlySpan<Module<Tensor, Tensor>> layers)
    {
        var current = input;

        foreach (var layer in layers)
        {
            var next = layer.call(current);

            if (!ReferenceEquals(current, input) && !ReferenceEquals(current, next))
            {
                current.Dispose();
            }

            current = next;
        }

        return current;
    }
}
