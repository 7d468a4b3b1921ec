using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace NormFace.Native;

/// <summary>
/// Whether nobody but this user and root can change the libraries of <c>normface engine install</c>, which the process
/// is about to run.
/// </summary>
[SupportedOSPlatform("linux")]
internal static partial class EngineGuard
{
    private const uint Root = 0;
    private const UnixFileMode OthersWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
    private const UnixFileMode OthersEnter = UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Throws unless the folder, the two above it that the program makes, and the files are safe.</summary>
    /// <param name="folder">The folder of libtorch.</param>
    /// <exception cref="NativeStartException">Others can write there, or own it.</exception>
    public static void Check(string folder) => Check(folder, UserOfProcess());

    /// <summary>The same for another user.</summary>
    internal static void Check(string folder, uint user)
    {
        var engines = Path.GetDirectoryName(folder)!;
        foreach (var path in new[] { Path.GetDirectoryName(engines)!, engines, folder })
        {
            CheckOne(path, user);
        }

        // A file in a folder that nobody else can enter may have any mode: unpacking follows the umask.
        if ((File.GetUnixFileMode(folder) & OthersEnter) != 0)
        {
            foreach (var path in Directory.GetFiles(folder))
            {
                CheckOne(path, user);
            }
        }
    }

    private static void CheckOne(string path, uint user)
    {
        var owner = OwnerOf(path);
        if (owner != user && owner != Root)
        {
            throw Unsafe(
                path,
                FormattableString.Invariant($"it belongs to user {owner}, and this process runs as user {user}"),
                "Remove it, and run 'normface engine install' again.");
        }

        var mode = File.GetUnixFileMode(path);
        if ((mode & OthersWrite) != 0)
        {
            throw Unsafe(
                path,
                $"others can write to it (mode {Convert.ToString((int)mode, toBase: 8)})",
                "If nobody has changed what is in it, run 'chmod go-w' on it; otherwise run 'normface engine remove', "
                + "'chmod go-w' on it where it is left, and 'normface engine install'.");
        }
    }

    private static NativeStartException Unsafe(string path, string found, string remedy) => new(
        "libtorch is loaded only from a folder that nobody but you and root can change, "
        + $"but of {path}, {found}. {remedy}");

    private static uint OwnerOf(string path)
    {
        const int currentFolder = -100, ownerField = 20, length = 256;
        const uint wantsOwner = 8;
        Span<byte> facts = stackalloc byte[length];
        return FileFacts(currentFolder, path, 0, wantsOwner, facts) == 0
            ? MemoryMarshal.Read<uint>(facts[ownerField..])
            : throw new NativeStartException(
                $"{path} cannot be looked at before libtorch is loaded: {Marshal.GetLastPInvokeErrorMessage()}.");
    }

    // The one call whose layout is the same on every Linux.
    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int FileFacts(int folder, string path, int flags, uint wanted, Span<byte> facts);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint UserOfProcess();
}
