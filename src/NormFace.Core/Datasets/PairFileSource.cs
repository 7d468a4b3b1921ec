using System.Globalization;
using NormFace.Pickles;
using NormFace.Storage;

namespace NormFace.Datasets;

/// <summary>
/// An InsightFace pair file (<c>lfw.bin</c>, <c>agedb_30.bin</c>, ...): a pickle of encoded pictures and of one answer
/// for each pair.
/// </summary>
/// <remarks>
/// Read without Python, and nothing in the file can be executed. Pictures have no identity; their paths are their
/// places with leading zeros. The file is held in memory, some 70 MB for 12,000 pictures.
/// </remarks>
public sealed class PairFileSource : PlacedPictures<byte[]>
{
    /// <summary>Reads a pair file.</summary>
    /// <param name="path">The .bin file.</param>
    /// <exception cref="InvalidDataException">
    /// It is not such a pickle, or asks to call something; the name is quoted.
    /// </exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public PairFileSource(string path)
        : this(path, Parse(path))
    {
    }

    private PairFileSource(string path, (List<object?> Files, List<object?> Answers) content)
        : base(path, content.Files.Select((file, index) => (
            new PictureEntry(index.ToString("D7", CultureInfo.InvariantCulture), ""),
            file as byte[] ?? throw Error(path, "picture", index, "bytes")))) =>
        Pairs = [.. content.Answers.Select((answer, index) => (2 * index, (2 * index) + 1, answer switch
        {
            bool isGenuine => isGenuine,
            0L => false,
            1L => true,
            _ => throw Error(path, "answer", index, "true or false"),
        }))];

    /// <summary>The pairs, in the order of the file.</summary>
    public IReadOnlyList<(int First, int Second, bool IsGenuine)> Pairs { get; }

    /// <inheritdoc />
    protected override StoredPicture ReadAt(byte[] place) => new(place);

    private static (List<object?> Files, List<object?> Answers) Parse(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var stream = PlainFile.OpenRead(path);
        var budget = new PickleBudget();
        var rules = new PickleRules
        {
            ByteStrings = true,
            Budget = budget,
            Call = (global, arguments) => OldByteStrings.Of(global, arguments, budget) ?? throw global.Refusal(),
        };
        if (PickleReader.Read(stream, path, rules) is not IReadOnlyList<object?> { Count: 2 } parts
            || parts[0] is not List<object?> files || parts[1] is not List<object?> answers)
        {
            throw new InvalidDataException(
                $"{path}: expected a pickle of two lists, pictures and answers, found other values.");
        }

        RequireReasonableRepeats(files, stream.Length, path);
        return files.Count == 2L * answers.Count
            ? (files, answers)
            : throw new InvalidDataException(FormattableString.Invariant(
                $"{path}: expected two pictures for each answer, found {files.Count} and {answers.Count} answers."));
    }

    // Pairs may share pictures, but a small file could name one picture millions of times.
    private static void RequireReasonableRepeats(List<object?> files, long fileLength, string path)
    {
        const int smallest = 64; // bytes that a picture counts for at least
        const int largestRepeat = 8;
        const long slack = 1 << 20;
        var total = files.Sum(file => Math.Max((file as byte[])?.LongLength ?? 0, smallest));
        if (total > (largestRepeat * fileLength) + slack)
        {
            throw new InvalidDataException(
                $"{path}: expected every picture in a few pairs, found some repeated so often that all {files.Count} "
                + $"would take {total} bytes.");
        }
    }

    private static InvalidDataException Error(string path, string what, int index, string expected) =>
        new(FormattableString.Invariant($"{path}: expected {what} {index} to be {expected}, found another value."));
}
