using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace NormFace;

/// <summary>A NuGet source on this machine that gives one package file, by parts, and may break off.</summary>
internal sealed class PackageServer : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly Lock gate = new();
    private readonly List<long> starts = [];

    public PackageServer()
    {
        var probe = new TcpListener(IPAddress.Loopback, 0); // a port that is free
        probe.Start();
        Address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
        probe.Stop();
        listener.Prefixes.Add(Address);
        listener.Start();
        _ = Task.Run(ServeAsync);
    }

    public string Address { get; }

    /// <summary>Gives a stream of the package from its first byte; null: there is no package.</summary>
    public Func<Stream>? Package { get; set; }

    /// <summary>Bytes of the package after which the connection breaks off.</summary>
    public long BreaksAt { get; set; } = long.MaxValue;

    /// <summary>The first byte that each request for the package asked for.</summary>
    public long[] Starts
    {
        get
        {
            lock (gate)
            {
                return [.. starts];
            }
        }
    }

    /// <summary>Writes a configuration of NuGet that names this source and no other.</summary>
    public void Configure(string folder) => File.WriteAllText(Path.Combine(folder, "nuget.config"), $"""
        <configuration>
          <packageSources>
            <clear />
            <add key="here" value="{Address}index.json" allowInsecureConnections="true" />
          </packageSources>
          <fallbackPackageFolders><clear /></fallbackPackageFolders>
          <packageSourceMapping><clear /></packageSourceMapping>
        </configuration>
        """);

    public void Dispose() => listener.Close();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var context = await listener.GetContextAsync();
                try
                {
                    await AnswerAsync(context.Request, context.Response);
                }
                catch (Exception error) when (error is HttpListenerException or IOException)
                {
                    // the program went away
                }
            }
        }
        catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
        {
            // closed
        }
    }

    private async Task AnswerAsync(HttpListenerRequest request, HttpListenerResponse response)
    {
        if (request.Url!.AbsolutePath == "/index.json")
        {
            var index = $$"""
                {"version":"3.0.0","resources":[{"@id":"{{Address}}files/","@type":"PackageBaseAddress/3.0.0"}]}
                """;
            await response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(index));
            response.Close();
        }
        else if (Package is null || !request.Url.AbsolutePath.EndsWith(".nupkg", StringComparison.Ordinal))
        {
            response.StatusCode = 404;
            response.Close();
        }
        else
        {
            await SendAsync(request.Headers["Range"], response);
        }
    }

    private async Task SendAsync(string? range, HttpListenerResponse response)
    {
        await using var stream = Package!();
        var start = range is null ? 0 : long.Parse(range["bytes=".Length..].TrimEnd('-'), CultureInfo.InvariantCulture);
        lock (gate)
        {
            starts.Add(start);
        }

        response.StatusCode = range is null ? 200 : 206;
        response.ContentLength64 = stream.Length - start;
        if (range is not null)
        {
            response.AddHeader("Content-Range", $"bytes {start}-{stream.Length - 1}/{stream.Length}");
        }

        stream.Position = start;
        var piece = new byte[1 << 16];
        while (stream.Position < Math.Min(stream.Length, BreaksAt))
        {
            var count = (int)Math.Min(piece.Length, BreaksAt - stream.Position);
            await response.OutputStream.WriteAsync(piece.AsMemory(0, await stream.ReadAsync(piece.AsMemory(0, count))));
        }

        if (stream.Position < stream.Length)
        {
            response.Abort();
        }
        else
        {
            response.Close();
        }
    }
}
