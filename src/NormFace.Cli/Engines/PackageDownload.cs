using System.Net;
using System.Net.Http.Headers;
using NuGet.Common;
using NuGet.Protocol;
using NuGet.Protocol.Core.Types;
using NuGet.Versioning;

namespace NormFace.Cli.Engines;

/// <summary>A package file that is downloaded piece by piece: an interrupted download goes on where it ended.</summary>
/// <param name="package">The package.</param>
/// <param name="path">The file, which holds what has been downloaded so far.</param>
internal sealed class PackageDownload(EnginePackage package, string path)
{
    private const int FruitlessTries = 3; // of one source, in a row

    private const int PieceSize = 1 << 17;

    /// <summary>Bytes that are there.</summary>
    public long Length => File.Exists(path) ? new FileInfo(path).Length : 0;

    /// <summary>Downloads what is missing from the first source that gives it.</summary>
    /// <param name="sources">The sources, in order.</param>
    /// <param name="progress">Told the bytes that are there.</param>
    /// <param name="cancellation">Stops the download; what is there stays.</param>
    /// <exception cref="IOException">No source gave it; the message says why for each.</exception>
    public async Task RunAsync(
        IReadOnlyList<SourceRepository> sources, IProgress<long> progress, CancellationToken cancellation)
    {
        var failures = new List<string>();
        foreach (var source in sources)
        {
            for (var fruitless = 0; fruitless < FruitlessTries;)
            {
                var before = Length;
                try
                {
                    if (await IsGivenAsync(source, progress, cancellation).ConfigureAwait(false))
                    {
                        return;
                    }

                    failures.Add($"{source.PackageSource.Name}: does not have it");
                    break;
                }
                catch (Exception error) when (!cancellation.IsCancellationRequested && error
                    is IOException or HttpRequestException or NuGetProtocolException or OperationCanceledException)
                {
                    fruitless = Length > before ? 0 : fruitless + 1;
                    if (fruitless == FruitlessTries)
                    {
                        failures.Add($"{source.PackageSource.Name}: {error.Message.Trim()}");
                    }
                }
            }
        }

        throw new IOException(FormattableString.Invariant(
            $"{package} could not be downloaded. {string.Join("; ", failures)}. ")
            + (Length > 0
                ? FormattableString.Invariant(
                    $"Run the command again to go on at {Length / 1_000_000} of {package.Size / 1_000_000} MB.")
                : "'dotnet nuget list source' shows where NuGet looks."));
    }

    private async Task<bool> IsGivenAsync(
        SourceRepository source, IProgress<long> progress, CancellationToken cancellation)
    {
        using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        if (file.Length == package.Size)
        {
            return true;
        }

        file.SetLength(file.Length > package.Size ? 0 : file.Length);
        file.Seek(0, SeekOrigin.End);
        var index = await source.GetResourceAsync<ServiceIndexResourceV3>(cancellation).ConfigureAwait(false);
        var http = await source.GetResourceAsync<HttpSourceResource>(cancellation).ConfigureAwait(false);
        return http is not null && index?.GetServiceEntryUri(ServiceTypes.PackageBaseAddress) is { } address
            ? await IsGivenByParts(http.HttpSource, address, file, progress, cancellation).ConfigureAwait(false)
            : await IsGivenWhole(source, file, cancellation).ConfigureAwait(false);
    }

    // A folder, or a server of the older protocol: NuGet copies it whole.
    private async Task<bool> IsGivenWhole(SourceRepository source, FileStream file, CancellationToken cancellation)
    {
        file.SetLength(0);
        using var cache = new SourceCacheContext { NoCache = true, DirectDownload = true };
        var packages = await source.GetResourceAsync<FindPackageByIdResource>(cancellation).ConfigureAwait(false);
        return packages is not null && await packages.CopyNupkgToStreamAsync(
            package.Id, NuGetVersion.Parse(package.Version), file, cache, NullLogger.Instance, cancellation)
            .ConfigureAwait(false);
    }

    private async Task<bool> IsGivenByParts(
        HttpSource http,
        Uri address,
        FileStream file,
        IProgress<long> progress,
        CancellationToken cancellation)
    {
        var uri = new Uri($"{address.AbsoluteUri.TrimEnd('/')}/{package.Id}/{package.Version}/"
            + $"{package.Id}.{package.Version}.nupkg");
        using var cache = new SourceCacheContext { NoCache = true, DirectDownload = true };
        return await http.ProcessResponseAsync(
            new HttpSourceRequest(() => Request(uri, file.Length)),
            response => IsWritten(response, file, progress, cancellation),
            cache,
            NullLogger.Instance,
            cancellation).ConfigureAwait(false);
    }

    private static HttpRequestMessage Request(Uri uri, long from)
    {
        var message = HttpRequestMessageFactory.Create(
            HttpMethod.Get, uri, new HttpRequestMessageConfiguration(logger: NullLogger.Instance));
        message.Headers.Range = from > 0 ? new RangeHeaderValue(from, null) : null;
        return message;
    }

    private async Task<bool> IsWritten(
        HttpResponseMessage response, FileStream file, IProgress<long> progress, CancellationToken cancellation)
    {
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }

        response.EnsureSuccessStatusCode();
        if (response.StatusCode != HttpStatusCode.PartialContent
            || response.Content.Headers.ContentRange?.From != file.Length)
        {
            file.SetLength(0); // the server sends all of it, whatever was asked for
        }

        using var content = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        var piece = new byte[PieceSize];
        while (file.Length < package.Size
            && await content.ReadAsync(piece, cancellation).ConfigureAwait(false) is > 0 and var count)
        {
            await file.WriteAsync(piece.AsMemory(0, count), cancellation).ConfigureAwait(false);
            progress.Report(file.Length);
        }

        return file.Length >= package.Size
            ? true
            : throw new IOException(FormattableString.Invariant(
                $"the download ended after {file.Length} of {package.Size} bytes"));
    }
}
