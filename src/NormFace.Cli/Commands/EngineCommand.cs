using System.CommandLine;
using NormFace.Cli.Engines;
using NormFace.Cli.Output;
using NormFace.Native;

namespace NormFace.Cli.Commands;

/// <summary><c>normface engine</c>: installs, lists and removes libtorch.</summary>
internal static class EngineCommand
{
    private static readonly EnginePackage Package = EnginePackage.LibTorch;

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        Command install = new(
            "install", $"Download libtorch ({Megabytes(Package.Size)}) from the NuGet sources of this machine.");
        install.SetAction((_, cancellation) => InstallAsync(cancellation));

        Command list = new("list", "Show what is installed, and where.") { JsonOutput.Option };
        list.SetAction(List);

        Command remove = new("remove", "Remove what 'engine install' has downloaded.");
        remove.SetAction(_ => Remove());
        return new Command("engine", "Install, list or remove libtorch, which training needs.")
        {
            install, list, remove,
        };
    }

    private static async Task InstallAsync(CancellationToken cancellation)
    {
        if (!EnginePackage.RunsHere)
        {
            throw new NativeStartException(MissingEngine.NotHere);
        }

        var engine = InstalledEngine.OfUser();
        using var hold = engine.Hold();
        if (engine.IsThere)
        {
            ConsoleReport.Line($"{Package} is installed already: {engine.Folder}");
            return;
        }

        var origins = new PackageOrigins();
        if (origins.Unpacked(Package) is { } unpacked)
        {
            ConsoleReport.Note($"NuGet has downloaded it already: {unpacked}");
            await Task.Run(() => engine.Unpack(Package, unpacked, cancellation), cancellation).ConfigureAwait(false);
        }
        else
        {
            await DownloadAsync(engine, origins, cancellation).ConfigureAwait(false);
        }

        ConsoleReport.Line($"{Package}, {Megabytes(Package.InstalledSize)}: {engine.Folder}");
    }

    private static async Task DownloadAsync(
        InstalledEngine engine, PackageOrigins origins, CancellationToken cancellation)
    {
        var download = new PackageDownload(Package, engine.DownloadPath);
        var start = download.Length > 0 ? $", from {Megabytes(download.Length)} on" : "";
        ConsoleReport.Note($"Downloading {Package}, {Megabytes(Package.Size)}{start}.");
        using (var progress = new ByteProgress(Package.Size))
        {
            await download.RunAsync(origins.Sources(Package), progress, cancellation).ConfigureAwait(false);
        }

        try
        {
            await Task.Run(() => engine.Unpack(Package, engine.DownloadPath, cancellation), cancellation)
                .ConfigureAwait(false);
            File.Delete(engine.DownloadPath);
        }
        catch (InvalidDataException)
        {
            File.Delete(engine.DownloadPath); // other bytes do not get better by going on
            throw;
        }
    }

    private static void List(ParseResult parsed)
    {
        var engine = InstalledEngine.OfUser();
        ConsoleReport.Line(engine.IsThere
            ? $"{Package}, {Megabytes(Package.InstalledSize)}: {engine.Folder}"
            : $"{Package} is not installed. 'normface engine install' downloads {Megabytes(Package.Size)}.");
        JsonOutput.Write(parsed, new
        {
            Package = Package.Id,
            Package.Version,
            IsInstalled = engine.IsThere,
            engine.Folder,
        });
    }

    private static void Remove()
    {
        var engine = InstalledEngine.OfUser();
        ConsoleReport.Line(engine.Remove() ? $"Removed: {engine.Folder}" : $"Nothing is installed in {engine.Folder}.");
    }

    private static string Megabytes(long bytes) => FormattableString.Invariant($"{bytes / 1e6:F0} MB");
}
