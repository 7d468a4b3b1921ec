namespace NormFace.Native;

/// <summary>Lets the engine's idle threads sleep instead of spin.</summary>
/// <remarks>
/// libgomp spins while it waits. Where decoding threads, or another program, want the same processors, the spinning
/// takes them away from whoever has work: on two shared processors training was measured ten times slower with it. The
/// variables are read once, when the
/// library is loaded, and one that is set already is left as it is. See docs/decisions/0004-waiting-and-memory.md.
/// </remarks>
internal static class WaitPolicy
{
    /// <summary>Asks for sleep; must run before libgomp is loaded.</summary>
    public static void Set()
    {
        if (Environment.GetEnvironmentVariable("GOMP_SPINCOUNT") is null)
        {
            NativeEnvironment.SetDefault("OMP_WAIT_POLICY", "passive");
        }
    }
}
