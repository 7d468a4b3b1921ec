using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using NormFace.Weights;

namespace NormFace.Training;

/// <summary>The content of a checkpoint. One checksum covers all of it: names, types, shapes, texts, numbers.</summary>
/// <param name="Numbers">Step, sums and the optimiser's numbers, by name.</param>
/// <param name="Engine">What else the bits of a run depend on.</param>
/// <param name="IsBFloat16">Whether the network runs in bfloat16.</param>
/// <param name="Tensors">Weights, agents, the optimiser's tensors.</param>
internal sealed record CheckpointFile(
    IReadOnlyDictionary<string, double> Numbers, string Engine, bool IsBFloat16, IReadOnlyList<StoredTensor> Tensors)
{
    private const string ChecksumKey = "checksum";
    private const string NumbersKey = "numbers";
    private const string EngineKey = "engine";
    private const string PrecisionKey = "isBFloat16";
    private const string OldHashKey = "sha256"; // of the tensors' bytes alone

    /// <summary>Writes it, in full or not at all.</summary>
    public void Write(string path)
    {
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            [NumbersKey] = JsonSerializer.Serialize(Numbers),
            [EngineKey] = Engine,
            [PrecisionKey] = IsBFloat16.ToString(),
        };
        texts[ChecksumKey] = Checksum(texts, Tensors);
        SafetensorsFile.Write(path, Tensors, texts);
    }

    /// <summary>Reads a file whose content is what was written.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or no checkpoint.</exception>
    /// <exception cref="NotSupportedException">
    /// It is of a version that did not check everything, so nobody can say whether it is damaged.
    /// </exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static CheckpointFile Read(string path)
    {
        var file = SafetensorsFile.Read(path);
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, text) in file.Metadata)
        {
            texts.Add(key, text);
        }

        if (texts.Keys.SequenceEqual([EngineKey, PrecisionKey, NumbersKey, OldHashKey]))
        {
            throw new NotSupportedException(
                $"'{path}' was written by an older version of NormFace, whose checksum leaves out the step. "
                + "Finish the run with that version, or start it anew in another folder.");
        }

        if (!texts.Remove(ChecksumKey, out var checksum) || Checksum(texts, file.Tensors) != checksum)
        {
            throw new InvalidDataException("its content does not match its checksum.");
        }

        return texts.TryGetValue(NumbersKey, out var numbers) && texts.TryGetValue(EngineKey, out var engine)
            && texts.TryGetValue(PrecisionKey, out var precision)
            ? new CheckpointFile(
                JsonSerializer.Deserialize<Dictionary<string, double>>(numbers)!,
                engine,
                bool.Parse(precision),
                file.Tensors)
            : throw new InvalidDataException("it is not a checkpoint of a run.");
    }

    // Every part with its length before it, so that no two contents are the same bytes here.
    private static string Checksum(IReadOnlyDictionary<string, string> texts, IReadOnlyList<StoredTensor> tensors)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (key, text) in texts)
        {
            Add(Encoding.UTF8.GetBytes(key));
            Add(Encoding.UTF8.GetBytes(text));
        }

        foreach (var tensor in tensors.OrderBy(tensor => tensor.Name, StringComparer.Ordinal))
        {
            Add(Encoding.UTF8.GetBytes(tensor.ToString())); // name, type, shape
            Add(tensor.Bytes.Span);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Add(ReadOnlySpan<byte> part)
        {
            Span<byte> length = stackalloc byte[sizeof(long)];
            BinaryPrimitives.WriteInt64LittleEndian(length, part.Length);
            hash.AppendData(length);
            hash.AppendData(part);
        }
    }
}
