namespace NormFace.Cli.Commands;

/// <summary>
/// A file to read that may be a pipe: <c>-</c> is standard input. Readers go to places in a file, and know many forms
/// by their ending, so what comes from a pipe is copied into a temporary file, which is removed in the end.
/// </summary>
internal sealed class InputFile : IDisposable
{
    /// <summary>The path that means standard input.</summary>
    public const string StandardInput = "-";

    private const long LongestCopy = 64L << 30;

    private static bool isStandardInputRead;

    private readonly string? folder;

    private InputFile(string path, string? folder = null) => (Path, this.folder) = (path, folder);

    /// <summary>Where to read.</summary>
    public string Path { get; }

    /// <summary>Opens a file or a pipe.</summary>
    /// <exception cref="IOException">The pipe cannot be read, or is empty.</exception>
    /// <exception cref="ArgumentException">Standard input is named twice.</exception>
    public static InputFile Open(string path)
    {
        if (path != StandardInput && !MayBePipe(path))
        {
            return new InputFile(path);
        }

        using var stream = path == StandardInput ? OpenStandardInput() : File.OpenRead(path);
        return stream.CanSeek && path != StandardInput ? new InputFile(path) : Copied(stream, NameOf(path));
    }

    /// <summary>Standard input, which can be read once.</summary>
    public static Stream OpenStandardInput()
    {
        if (isStandardInputRead)
        {
            throw new ArgumentException("- is standard input and can be named once; name a file or a pipe.");
        }

        isStandardInputRead = true;
        return Console.OpenStandardInput();
    }

    /// <summary>Whether a path may be a pipe: it has no length, or is a link, as those of the shell are.</summary>
    public static bool MayBePipe(string path) =>
        File.Exists(path) && new FileInfo(path) is { Length: 0 } or { LinkTarget: not null };

    /// <summary>What to call an input in a text.</summary>
    public static string NameOf(string path) => path == StandardInput ? "standard input" : path;

    public void Dispose()
    {
        if (folder is not null)
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static InputFile Copied(Stream stream, string name)
    {
        var folder = Directory.CreateTempSubdirectory("normface-").FullName;
        try
        {
            var head = new byte[512];
            var length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            if (length == 0)
            {
                throw new IOException($"{name} is empty.");
            }

            var path = System.IO.Path.Combine(folder, "piped" + EndingOf(head.AsSpan(0, length)));
            using (var copy = File.Create(path))
            {
                copy.Write(head, 0, length);
                var piece = new byte[1 << 20];
                for (int count; (count = stream.Read(piece)) > 0;)
                {
                    copy.Write(piece, 0, count);
                    if (copy.Length > LongestCopy)
                    {
                        throw new IOException($"{name} is longer than {LongestCopy >> 30} GiB; name a file instead.");
                    }
                }
            }

            return new InputFile(path, folder);
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    // By the first bytes, since a pipe has no name.
    private static string EndingOf(ReadOnlySpan<byte> head) =>
        head.Length > 6 && head[1..6].SequenceEqual("NUMPY"u8) ? ".npy"
        : head.StartsWith("PK"u8) ? ".zip"
        : head.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) ? ".gz"
        : head.Length > 262 && head[257..262].SequenceEqual("ustar"u8) ? ".tar"
        : head.Length > 8 && head[8] == '{' ? ".safetensors"
        : head.StartsWith((ReadOnlySpan<byte>)[0x80]) ? ".bin"
        : head.StartsWith("P2"u8) || head.StartsWith("P3"u8) || head.IndexOfAnyInRange((byte)0, (byte)8) >= 0 ? ".jpg"
        : ".txt"; // a list of pictures; pictures themselves are known by their content
}
