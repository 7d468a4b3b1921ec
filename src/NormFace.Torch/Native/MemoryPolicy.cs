using System.Runtime.InteropServices;

namespace NormFace.Native;

/// <summary>
/// Lets the C library keep the memory of freed tensors instead of handing it back to the system after every layer.
/// </summary>
/// <remarks>
/// A tensor above 32 MB is otherwise mapped again and zeroed page by page each time: embedding with MobileFaceNet was
/// measured 1.3 times slower for it. Memory stays at its peak instead. Settings of the user's own are left as they are.
/// See docs/decisions/0004-waiting-and-memory.md.
/// </remarks>
internal static partial class MemoryPolicy
{
    // glibc's malloc.h
    private const int TrimThreshold = -1;
    private const int TopPad = -2;
    private const int LargestMappingCount = -4;

    private static readonly string[] Settings =
        [
            "GLIBC_TUNABLES",
            "MALLOC_TRIM_THRESHOLD_",
            "MALLOC_TOP_PAD_",
            "MALLOC_MMAP_MAX_",
            "MALLOC_MMAP_THRESHOLD_",
            "LD_PRELOAD"];

    /// <summary>Asks for it, where the C library knows how and the user has not chosen otherwise.</summary>
    public static void Set()
    {
        if (Settings.Any(name => Environment.GetEnvironmentVariable(name) is not null))
        {
            return;
        }

        try
        {
            _ = SetOption(LargestMappingCount, 0);
            _ = SetOption(TrimThreshold, int.MaxValue);
            _ = SetOption(TopPad, 1 << 26);
        }
        catch (EntryPointNotFoundException)
        {
            // Another C library than glibc: it keeps its own habits.
        }
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int SetOption(int option, int value);
}
