using System.Diagnostics;

namespace NormFace.Geometry;

/// <summary>Turns a failure inside a custom backward into an ordinary exception of <c>backward()</c>.</summary>
/// <remarks>
/// libtorch calls our backward from native code, through which a .NET exception cannot travel: it would end or hang the
/// process (for instance when agents are changed between forward and backward). The failure is written to
/// <see cref="Trace"/>, and a gradient of an impossible shape makes libtorch itself refuse the node by name.
/// </remarks>
internal static class BackwardGuard
{
    /// <summary>Runs a backward.</summary>
    /// <param name="node">Name of the node, for the trace.</param>
    /// <param name="inputs">For each input of the node, whether it is a tensor that wants a gradient.</param>
    /// <param name="backward">The computation.</param>
    public static List<Tensor> Run(string node, IReadOnlyList<bool> inputs, Func<List<Tensor>> backward)
    {
        try
        {
            return backward();
        }
        catch (Exception error) // whatever it is, it must not reach native code
        {
            Trace.TraceError($"{node}.backward failed: {error.Message}");
            return [.. inputs.Select(isWanted => isWanted ? tensor(float.NaN) : null!)];
        }
    }
}
