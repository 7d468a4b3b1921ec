using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace NormFace.Native;

/// <summary>Runs <see cref="NativeStart"/> before any other code of this assembly.</summary>
internal static class NativeStartHook
{
    /// <summary>
    /// Called by the runtime; never throws. A failure is kept and thrown by <see cref="NativeStart.Ensure"/>, which
    /// every loss calls.
    /// </summary>
    [ModuleInitializer]
    [SuppressMessage(
        "Usage",
        "CA2255",
        Justification = "The libraries must be in the process before TorchSharp's first static constructor.")]
    internal static void Install()
    {
        try
        {
            NativeStart.Ensure();
        }
        catch (NativeStartException)
        {
        }
    }
}
