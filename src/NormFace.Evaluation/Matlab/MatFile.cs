using System.Text;
using NormFace.Storage;

namespace NormFace.Matlab;

/// <summary>
/// The variables of a MATLAB file of level 5, which is what <c>save -v6</c> (plain) and <c>save -v7</c> (compressed)
/// write.
/// </summary>
/// <remarks>
/// Both byte orders are read. Files of version 4 and of version 7.3, which is HDF5, are recognised and refused. A file
/// is believed no further than its bytes go: lengths are checked before memory is taken, and content beyond
/// <see cref="MatSource.LargestContent"/>, also after decompression, is refused. Source: MathWorks, "MAT-File Format".
/// </remarks>
internal sealed class MatFile
{
    private const int HeaderLength = 128;

    private readonly string path;

    private MatFile(string path, IReadOnlyDictionary<string, MatArray> variables)
    {
        this.path = path;
        Variables = variables;
    }

    /// <summary>The variables by name. Those of a kind that is not read are there as <see cref="MatUnread"/>.</summary>
    public IReadOnlyDictionary<string, MatArray> Variables { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Its variables.</returns>
    /// <exception cref="InvalidDataException">
    /// It is of another version, cut short, damaged or too large; what was found is said.
    /// </exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static MatFile Read(string path)
    {
        using var stream = PlainFile.OpenRead(path);
        if (stream.Length > MatSource.LargestContent)
        {
            throw new InvalidDataException(
                $"{path}: it is larger than {MatSource.LargestContent >> 20} MiB, the most that is read.");
        }

        var header = new byte[HeaderLength];
        var length = stream.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false);
        var source = new MatSource(path, IsBigEndian(path, header.AsSpan(0, length)), stream.Length);
        Dictionary<string, MatArray> variables = new(StringComparer.Ordinal);
        while (stream.Position < stream.Length)
        {
            if (Next(source, stream) is var (name, value) && name.Length > 0 && !variables.TryAdd(name, value))
            {
                throw source.Wrong($"it holds two variables '{name}'");
            }
        }

        return new MatFile(path, variables);
    }

    /// <summary>A variable that must be there and be of a kind.</summary>
    /// <typeparam name="T">The kind.</typeparam>
    /// <param name="name">Its name.</param>
    /// <returns>The variable.</returns>
    /// <exception cref="InvalidDataException">
    /// There is none of this name, or it is of another kind; what there is instead is said.
    /// </exception>
    public T Get<T>(string name)
        where T : MatArray
    {
        if (!Variables.TryGetValue(name, out var value))
        {
            throw new InvalidDataException(
                $"{path}: expected a variable '{name}', found "
                + $"{(Variables.Count == 0 ? "none" : string.Join(", ", Variables.Keys))}.");
        }

        return value as T
            ?? throw new InvalidDataException(
                $"{path}: expected '{name}' to be of kind {typeof(T).Name}, found {value.Description}.");
    }

    private static (string Name, MatArray Value) Next(MatSource source, FileStream stream)
    {
        var tag = new byte[MatCursor.TagLength];
        if (stream.ReadAtLeast(tag, tag.Length, throwOnEndOfStream: false) < tag.Length)
        {
            throw source.Wrong("it ends inside the tag of a variable; it is cut short");
        }

        var storage = (MatStorage)MatCursor.Number(source, tag);
        long length = MatCursor.Number(source, tag.AsSpan(4));
        var left = stream.Length - stream.Position;
        if (length > left)
        {
            throw source.Wrong(FormattableString.Invariant($"a variable claims {length} bytes, but {left} are left; ")
                + "the file is cut short or damaged");
        }

        source.Charge(length);
        var bytes = new byte[length];
        stream.ReadExactly(bytes);
        return storage switch
        {
            MatStorage.Matrix => MatMatrix.Read(source, bytes),
            MatStorage.Compressed => MatMatrix.Read(source, MatInflation.Inflate(source, bytes)),
            _ => throw source.Wrong(
                FormattableString.Invariant($"expected a variable, found an element of storage {(int)storage}")),
        };
    }

    private static bool IsBigEndian(string path, ReadOnlySpan<byte> header)
    {
        const string conversion = "Load it in MATLAB and write it again with save -v7";
        if (header.StartsWith((byte[])[0x89, (byte)'H', (byte)'D', (byte)'F'])
            || header.StartsWith("MATLAB 7.3"u8))
        {
            throw new InvalidDataException($"{path}: it is of version 7.3 (HDF5), which is not read. {conversion}.");
        }

        if (header.Length >= 4 && header[..4].Contains((byte)0))
        {
            throw new InvalidDataException(
                $"{path}: it is of version 4, which is not read, or no MATLAB file. {conversion}.");
        }

        if (header.Length < HeaderLength)
        {
            throw new InvalidDataException($"{path}: it ends inside its header of {HeaderLength} bytes.");
        }

        var mark = Encoding.ASCII.GetString(header[126..]);
        var version = mark == "MI" ? (header[124] << 8) | header[125] : (header[125] << 8) | header[124];
        return (mark, version) switch
        {
            ("IM", 0x0100) => false,
            ("MI", 0x0100) => true,
            ("IM" or "MI", 0x0200) =>
                throw new InvalidDataException(
                    $"{path}: it is of version 7.3 (HDF5), which is not read. {conversion}."),
            _ => throw new InvalidDataException(
                $"{path}: it does not start with the header of a MATLAB file of level 5."),
        };
    }
}
