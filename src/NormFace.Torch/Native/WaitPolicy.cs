using System.Runtime.InteropServices;

namespace NormFace.Native;

/// <summary>Lets the engine's idle threads sleep instead of spin.</summary>
/// <remarks>
/// libgomp spins while it waits. Where decoding threads, or another program, want the same processors, the spinning takes them away
/// from whoever has work: on two shared processors training was measured ten times slower with it. The variables are read once, when the
/// library is loaded, and one that is set already is left as it is. See docs/decisions/0004-waiting-and-memory.md.
/// </remarks>
internal static partial class WaitPolicy
{
    private const string Name = "OMP_WAIT_POLICY";

    /// <summary>Asks for sleep; must run before libgomp is loaded.</summary>
    public static void Set()
    {
        if (Environment.GetEnvironmentVariable(Name) is null && Environment.GetEnvironmentVariable("GOMP_SPINCOUNT") is null)
        {
            // .NET's own copy of the environment is not the one that native libraries read.
            _ = SetVariable(Name, "passive", overwrite: 0);
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
