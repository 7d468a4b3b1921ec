using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using NormFace.Weights;

namespace NormFace.Embeddings;

/// <summary>
/// Feature sets as files: a <c>.npy</c> matrix beside a list of names, or one <c>.safetensors</c> file that holds both.
/// </summary>
/// <remarks>
/// The one file has a tensor <c>embeddings</c>, float32 <c>[N, D]</c>, and a tensor <c>names</c>, the paths in UTF-8
/// with a line feed after
/// each. Every safetensors reader can open it. Its texts say where the rows come from.
/// </remarks>
public static class FeatureFile
{
    private const long LongestList = 1L << 30;

    /// <summary>Name of the tensor of the rows.</summary>
    internal const string EmbeddingsName = "embeddings";

    /// <summary>Name of the tensor of the names.</summary>
    internal const string NamesName = "names";

    /// <summary>Reads a set.</summary>
    /// <param name="path">
    /// A <c>.npy</c> file, float32 <c>[N, D]</c>, or a <c>.safetensors</c> file written here.
    /// </param>
    /// <param name="namesPath">
    /// List of the pictures of a <c>.npy</c> file, one path a line in the order of the rows; null for a file that holds
    /// its names.
    /// </param>
    /// <returns>The set.</returns>
    /// <exception cref="InvalidDataException">
    /// A file is of another form, the two do not fit each other, or a row or name is bad; it is named.
    /// </exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static FeatureSet Read(string path, string? namesPath = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (path.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase))
        {
            return namesPath is null
                ? FromSafetensors(path)
                : throw new InvalidDataException(
                    $"{path}: expected no separate list of names, since the file holds them, found {namesPath}.");
        }

        if (namesPath is null)
        {
            throw new InvalidDataException(
                $"{path}: expected a list of names beside a .npy file, found none. Name it with --names.");
        }

        var (values, size) = NpyFile.Read(path);
        var names = ReadNames(namesPath);
        if (values.Length == 0 || names.Length == 0)
        {
            throw new InvalidDataException(
                $"{(values.Length == 0 ? path : namesPath)}: expected at least one row, found an empty file.");
        }

        return values.Length / size == names.Length
            ? Checked(path, values, names)
            : throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"{namesPath}({names.Length}): expected {values.Length / size} names, one for each row of {path} "
                + $"([{values.Length / size}, {size}]), found {names.Length}."));
    }

    /// <summary>Throws unless a list of one name a line can hold names, so that they are read as they were.</summary>
    /// <param name="names">The names.</param>
    /// <exception cref="InvalidDataException">
    /// A name holds a line break, or begins or ends with a blank; ten at most are listed, with their number.
    /// </exception>
    public static void CheckNames(IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        string[] wrong = [.. names.Where(name => name.AsSpan().ContainsAny('\n', '\r') || name != name.Trim())];
        RowFaults.Throw(
            "Names must be on one line each, without blanks around them",
            [.. wrong.Select(name => $"one is '{name.ReplaceLineEndings("\\n")}'")]);
    }

    /// <summary>Writes features as a <c>.npy</c> file, float32 <c>[N, D]</c>; it appears whole or not at all.</summary>
    /// <param name="path">The file; replaced where it exists.</param>
    /// <param name="values">The features, row by row. Shape <c>[N, D]</c>.</param>
    /// <param name="size">Length of a row, D.</param>
    /// <exception cref="ArgumentException">The values are no whole number of rows.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void WriteNpy(string path, ReadOnlyMemory<float> values, int size) =>
        NpyFile.Write(path, values, size);

    /// <summary>Writes a set and its names as one file, whole or not at all.</summary>
    /// <param name="path">The file; its name must end in <c>.safetensors</c>.</param>
    /// <param name="set">The set.</param>
    /// <param name="origin">
    /// Texts that say where the rows come from: model, contract, mirror merging; none if null.
    /// </param>
    /// <exception cref="ArgumentException">The name ends otherwise.</exception>
    /// <exception cref="InvalidDataException">A name holds a line break or blanks around it.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, FeatureSet set, IReadOnlyDictionary<string, string>? origin = null)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!path.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"path must end in .safetensors, but was {path}.", nameof(path));
        }

        CheckNames(set.Names);
        var names = Encoding.UTF8.GetBytes(string.Concat(set.Names.Select(name => name + "\n")));
        SafetensorsFile.Write(
            path,
            [
                new StoredTensor(
                    EmbeddingsName,
                    StoredType.F32,
                    [set.Count, set.Size],
                    MemoryMarshal.AsBytes(set.Values.Span).ToArray()),
                new StoredTensor(NamesName, StoredType.U8, [names.Length], names),
            ],
            origin);
    }

    private static FeatureSet FromSafetensors(string path)
    {
        var tensors = SafetensorsFile.Read(path).Tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        if (!tensors.TryGetValue(EmbeddingsName, out var rows) || rows.Type != StoredType.F32 || rows.Shape.Count != 2
            || !tensors.TryGetValue(NamesName, out var names) || names.Type != StoredType.U8)
        {
            throw new InvalidDataException(
                $"{path}: expected tensors 'embeddings' (float32 [N, D]) and 'names' (bytes), found "
                + $"{string.Join(", ", tensors.Values.Take(3))}"
                + $"{(tensors.Count > 3 ? $" and {tensors.Count - 3} others" : "")}. "
                + "'normface embed' writes such files.");
        }

        var lines = Encoding.UTF8.GetString(names.Bytes.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return lines.Length == rows.Shape[0]
            ? Checked(path, MemoryMarshal.Cast<byte, float>(rows.Bytes.Span).ToArray(), lines)
            : throw new InvalidDataException(FormattableString.Invariant(
                $"{path}: expected {rows.Shape[0]} names, one a row, found {lines.Length}."));
    }

    private static string[] ReadNames(string path)
    {
        if (new FileInfo(path).Length > LongestList)
        {
            throw new InvalidDataException($"{path}: expected a list of at most 1 GiB, found a longer one.");
        }

        var names = File.ReadAllLines(path);
        Dictionary<string, int> lines = new(names.Length, StringComparer.Ordinal);
        for (var index = 0; index < names.Length; index++)
        {
            names[index] = names[index].Trim();
            if (names[index].Length == 0)
            {
                throw new InvalidDataException(FormattableString.Invariant(
                    $"{path}({index + 1}): expected the path of a picture, found a blank line."));
            }

            if (!lines.TryAdd(names[index], index + 1))
            {
                throw new InvalidDataException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{path}({index + 1}): expected every name once, found '{names[index]}' again, which line "
                    + $"{lines[names[index]]} holds."));
            }
        }

        return names;
    }

    private static FeatureSet Checked(string path, float[] values, IReadOnlyList<string> names)
    {
        try
        {
            return new FeatureSet(values, names);
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"{path}: {error.Message}", error);
        }
    }
}
