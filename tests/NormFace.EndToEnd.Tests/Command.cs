using System.Diagnostics;

namespace NormFace;

/// <summary>A program run as a process, as a user runs it.</summary>
internal sealed record Command(string File, IReadOnlyList<string> Arguments)
{
    public string? Folder { get; init; }

    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>The built command line program.</summary>
    public static Command NormFace(params string[] arguments) =>
        new("dotnet", [Path.Combine(Repository.Output("NormFace.Cli"), "normface.dll"), .. arguments]);

    /// <summary>A line of a shell, in which <c>$normface</c> is the built program.</summary>
    public static Command Shell(string line) => new("bash", ["-c", line])
    {
        Environment = new Dictionary<string, string?>
        {
            ["normface"] = $"dotnet {Path.Combine(Repository.Output("NormFace.Cli"), "normface.dll")}",
        },
    };

    /// <summary>
    /// The same command with SIGINT not ignored: whoever starts these tests in the background ignores it, and children
    /// inherit that.
    /// </summary>
    public Command Interruptible() => this with
    {
        File = "env",
        Arguments = ["--default-signal=INT", File, .. Arguments],
    };

    /// <summary>
    /// The same command with MTCNN as the detector; the test is skipped where its weights are not beside the
    /// repository.
    /// </summary>
    public Command WithMtcnn() => this with
    {
        Environment = new Dictionary<string, string?>(Environment) { ["NORMFACE_DETECTOR"] = Mtcnn.Folder },
    };

    /// <summary>The SDK.</summary>
    public static Command Dotnet(params string[] arguments) => new("dotnet", arguments);

    public async Task<Result> RunAsync(CancellationToken cancellation, Func<Process, Task>? meanwhile = null)
    {
        var start = new ProcessStartInfo(File, Arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Folder ?? Path.GetTempPath(),
        };

        // A child must not take this process for its build server, nor its settings for its own.
        foreach (var name in new[]
            {
                "MSBUILD_EXE_PATH",
                "MSBuildSDKsPath",
                "DOTNET_HOST_PATH",
                "TESTINGPLATFORM_UI_LANGUAGE",
            })
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var errors = process.StandardError.ReadToEndAsync(cancellation);

        if (meanwhile is not null)
        {
            await meanwhile(process);
        }

        try
        {
            await process.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return new Result(process.ExitCode, await output, await errors);
    }

    /// <summary>Runs it and fails the test unless it ends with 0.</summary>
    public async Task<Result> SucceedAsync(CancellationToken cancellation)
    {
        var result = await RunAsync(cancellation);
        Xunit.Assert.True(result.ExitCode == 0, $"{File} {string.Join(' ', Arguments)}: {result}");
        return result;
    }

    internal sealed record Result(int ExitCode, string Output, string Errors)
    {
        public override string ToString() => $"exit {ExitCode}\n{Output}\n{Errors}";
    }
}
