using System.IO.Compression;
using System.Security.Cryptography;
using NormFace.Native;
using NormFace.Storage;

namespace NormFace.Cli.Engines;

/// <summary>libtorch in the user's own folder: there is all of it, or no folder.</summary>
/// <param name="folder">The folder, whether or not it exists.</param>
internal sealed class InstalledEngine(string folder)
{
    private const UnixFileMode OnlyMine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Where this user's lies.</summary>
    /// <exception cref="IOException">The user has no folder for programs' data.</exception>
    public static InstalledEngine OfUser() => NativeStart.EngineFolder is { } folder
        ? new InstalledEngine(folder)
        : throw new IOException(
            "libtorch is installed in a folder of the user, but this user has no home. Set XDG_DATA_HOME to a folder, "
            + "or NORMFACE_LIBTORCH to one that holds libtorch_cpu.so.");

    /// <summary>The folder.</summary>
    public string Folder => folder;

    /// <summary>Whether it is there.</summary>
    public bool IsThere => Directory.Exists(folder);

    /// <summary>The part of the package that has been downloaded.</summary>
    public string DownloadPath => $"{folder}.nupkg.part";

    private string Parent => Path.GetDirectoryName(folder)!;

    /// <summary>Keeps a second installation out until disposed.</summary>
    /// <exception cref="IOException">One is under way, or the folder cannot be written.</exception>
    public FolderLock Hold()
    {
        CreateOwn(Path.GetDirectoryName(Parent)!);
        CreateOwn(Parent);
        return FolderLock.Take(Parent, ".lock");
    }

    /// <summary>Unpacks a package file after its bytes were checked.</summary>
    /// <exception cref="InvalidDataException">It is not the pinned package.</exception>
    public void Unpack(EnginePackage package, string packagePath, CancellationToken cancellation)
    {
        using var file = File.OpenRead(packagePath);
        var found = Convert.ToHexStringLower(SHA256.HashData(file));
        if (found != package.Sha256)
        {
            throw new InvalidDataException(
                $"{packagePath} must be {package} with SHA-256 {package.Sha256}, but its SHA-256 is {found}.");
        }

        foreach (var old in Directory.GetDirectories(Parent, $"{Path.GetFileName(folder)}.*.tmp"))
        {
            Directory.Delete(old, recursive: true); // of an installation that was killed
        }

        var draft = $"{folder}.{Guid.NewGuid():N}.tmp";
        CreateOwn(draft);
        try
        {
            file.Position = 0;
            using var zip = new ZipArchive(file, ZipArchiveMode.Read);
            foreach (var name in EnginePackage.Files)
            {
                cancellation.ThrowIfCancellationRequested();
                zip.GetEntry(name)!.ExtractToFile(Path.Combine(draft, Path.GetFileName(name)));
            }

            Directory.Move(draft, folder);
        }
        finally
        {
            if (Directory.Exists(draft))
            {
                Directory.Delete(draft, recursive: true);
            }
        }
    }

    /// <summary>Removes it, and what was downloaded.</summary>
    /// <returns>Whether anything was there.</returns>
    public bool Remove()
    {
        if (!Directory.Exists(Parent))
        {
            return false;
        }

        using var hold = Hold();
        var isAny = IsThere || File.Exists(DownloadPath);
        foreach (var path in Directory.GetDirectories(Parent, $"{Path.GetFileName(folder)}*"))
        {
            Directory.Delete(path, recursive: true);
        }

        File.Delete(DownloadPath);
        return isAny;
    }

    // Libraries that are loaded must not be open to others, whatever the umask.
    private static void CreateOwn(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OnlyMine);
        }
    }
}
