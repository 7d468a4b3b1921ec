using NormFace.Pickles;
using NormFace.Storage;

namespace NormFace.Weights;

/// <summary>A checkpoint written by PyTorch's <c>torch.save</c>, read without executing anything of it.</summary>
/// <remarks>
/// Both forms are read: the zip archive, and the stream of pickles PyTorch wrote until version 1.6. A checkpoint is a
/// pickle, a program that can call any function of Python; here only tensors, dictionaries and plain values have a
/// meaning, and any other name is refused with its name.
/// </remarks>
internal sealed class TorchCheckpoint
{
    private const int LargestVisitCount = 100_000;
    private const int LongestName = 256; // with the count above, the names of a small file take at most 50 MB

    private static readonly string[] UsualKeys = ["net_state_dict", "state_dict", "model_state_dict", "model"];

    private readonly string path;
    private readonly long fileLength;

    private TorchCheckpoint(string path, long fileLength, object? root) =>
        (this.path, this.fileLength, Root) = (path, fileLength, root);

    /// <summary>
    /// The value that was saved: plain values as of <see cref="PickleReader"/>, tensors as <see cref="TorchTensor"/>.
    /// </summary>
    public object? Root { get; }

    /// <summary>Reads a checkpoint whole.</summary>
    /// <param name="path">The file.</param>
    /// <returns>What it holds.</returns>
    /// <exception cref="InvalidDataException">
    /// It is broken, no checkpoint, a TorchScript archive, or wants something executed; file and place are named.
    /// </exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static TorchCheckpoint Read(string path)
    {
        using var stream = PlainFile.OpenRead(path);
        var first = stream.ReadByte();
        var isZip = first == 'P' && stream.ReadByte() == 'K';
        stream.Position = 0;
        return new TorchCheckpoint(
            path, stream.Length, isZip ? TorchZipForm.Read(stream, path) : TorchStreamForm.Read(stream, path));
    }

    /// <summary>The tensors of the state dict by their dotted names.</summary>
    /// <param name="key">
    /// Key of the state dict among what was saved. If null, the first of <c>net_state_dict</c>, <c>state_dict</c>,
    /// <c>model_state_dict</c>, <c>model</c> that is a dictionary, or else the whole value.
    /// </param>
    /// <returns>
    /// The tensors in the file's order. Dictionaries in dictionaries have their keys joined by points; other values are
    /// left out; <c>module.</c>, which parallel training puts before every name, is taken away where every name has it.
    /// </returns>
    /// <exception cref="InvalidDataException">
    /// There are no tensors there, two have one name, or views repeat a storage beyond reason.
    /// </exception>
    public IReadOnlyList<StoredTensor> StateDict(string? key = null)
    {
        const string parallelPrefix = "module.";
        var tensors = new List<(string Name, TorchTensor Tensor)>();
        var visitsLeft = LargestVisitCount;
        Collect(Chosen(key), "", tensors, ref visitsLeft);

        if (tensors.Count == 0)
        {
            throw Malformed.In(path, key ?? "root", "a dictionary of tensors", KeysOf(Root));
        }

        var skipped = tensors.TrueForAll(tensor => tensor.Name.StartsWith(parallelPrefix, StringComparison.Ordinal))
            ? parallelPrefix.Length
            : 0;
        RequireReasonableCopies(tensors.Sum(tensor => tensor.Tensor.CopiedByteCount));
        var names = new HashSet<string>(StringComparer.Ordinal);

        return
        [
            .. tensors.Select(tensor => names.Add(tensor.Name)
                ? tensor.Tensor.ToStored(tensor.Name[skipped..])
                : throw Malformed.In(path, tensor.Name, "every name once", "it twice")),
        ];
    }

    private object? Chosen(string? key)
    {
        var root = Root as PickleMap;
        if (key is not null)
        {
            return root is not null && root.TryGet(key, out var named)
                ? named
                : throw Malformed.In(path, "root", $"a key '{key}'", KeysOf(Root));
        }

        return UsualKeys.Select(usual =>
            root is not null && root.TryGet(usual, out var value) ? value as PickleMap : null)
            .FirstOrDefault(value => value is not null) ?? Root;
    }

    // A value is at most as deep as the pickle's rules allow, so the recursion ends. But a dictionary may stand in many
    // places, at every depth anew, and so be more than could ever be walked: hence the bound on visits.
    private void Collect(
        object? value, string name, List<(string Name, TorchTensor Tensor)> tensors, ref int visitsLeft)
    {
        if (visitsLeft-- == 0 || name.Length > LongestName)
        {
            throw Malformed.In(
                path,
                "tensors",
                $"at most {LargestVisitCount} values with names of at most {LongestName} letters",
                "more");
        }

        if (value is TorchTensor tensor && name.Length > 0)
        {
            tensors.Add((name, tensor));
        }
        else if (value is PickleMap map)
        {
            foreach (var (key, part) in map.Pairs)
            {
                if (key is string or long)
                {
                    Collect(part, name.Length == 0 ? $"{key}" : $"{name}.{key}", tensors, ref visitsLeft);
                }
            }
        }
    }

    // An expanded tensor repeats few numbers as many: a small file could claim any amount of memory.
    private void RequireReasonableCopies(long byteCount)
    {
        const long slack = 64 << 20;
        if (byteCount > fileLength + slack)
        {
            throw Malformed.In(
                path,
                "tensors",
                $"at most {fileLength + slack} bytes in tensors with strides",
                $"{byteCount}. Save contiguous tensors");
        }
    }

    private static string KeysOf(object? value)
    {
        const int mostKeys = 20;
        const int longestQuote = 40;
        return value is PickleMap map
            ? "the keys "
                + string.Join(
                    ", ",
                    map.Pairs.Take(mostKeys)
                        .Select(pair => $"'{pair.Key}'")
                        .Select(key => key.Length <= longestQuote ? key : key[..longestQuote] + "…"))
            : "no dictionary";
    }
}
