using System.Runtime.InteropServices;
using NormFace.Native;

namespace NormFace.Cli.Engines;

/// <summary>What to say where TorchSharp fails because there is no libtorch.</summary>
internal static class MissingEngine
{
    /// <summary>The message; null if the failure is another one.</summary>
    public static string? Message(Exception error)
    {
        if (error is not (DllNotFoundException or TypeInitializationException or NotSupportedException)
            || !error.ToString().Contains("TorchSharp", StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            NativeStart.Ensure();
            return EnginePackage.RunsHere ? null : NotHere;
        }
        catch (NativeStartException reason)
        {
            return reason.Message;
        }
    }

    /// <summary>The message on systems other than Linux x64.</summary>
    public static string NotHere => "This needs libtorch, which the program normface starts on Linux x64 only; this is "
        + $"{RuntimeInformation.RuntimeIdentifier}. Commands that compare, align, embed and evaluate work without it.";
}
