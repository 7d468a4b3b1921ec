using NormFace.Weights;

namespace NormFace.Models;

/// <summary>
/// A model file: a safetensors file whose texts hold a <see cref="ModelHeader"/> as JSON under the key <c>normface</c>.
/// </summary>
/// <remarks>Any reader of safetensors finds the weights in it. Equal models give equal bytes.</remarks>
/// <param name="Header">What the file says about its weights.</param>
/// <param name="Tensors">The weights by name, in the order in which their numbers lie in the file.</param>
public sealed record ModelFile(ModelHeader Header, IReadOnlyList<StoredTensor> Tensors)
{
    /// <summary>Key of the header among the texts of the file.</summary>
    public const string HeaderKey = "normface";

    /// <summary>Writes a model, whole or not at all.</summary>
    /// <param name="path">The file; replaced where it exists.</param>
    /// <param name="header">What to say about the weights.</param>
    /// <param name="tensors">The weights, with unique names.</param>
    /// <exception cref="ArgumentException">The header is out of range, or two tensors have one name.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, ModelHeader header, IEnumerable<StoredTensor> tensors)
    {
        ArgumentNullException.ThrowIfNull(header);
        var text = header.ToText();
        SafetensorsFile.Write(path, tensors, new Dictionary<string, string> { [HeaderKey] = text });
    }

    /// <summary>
    /// SHA-256 of the file as it would be without some of the header's further fields, such as a calibration that was
    /// added later.
    /// </summary>
    /// <param name="fields">The fields to leave out.</param>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    public string Sha256Without(params IEnumerable<string> fields)
    {
        var further = (System.Text.Json.Nodes.JsonObject)Header.Further.DeepClone();
        foreach (var field in fields)
        {
            further.Remove(field);
        }

        using var bytes = new MemoryStream();
        SafetensorsFile.Write(
            bytes,
            Tensors,
            new Dictionary<string, string> { [HeaderKey] = (Header with { Further = further }).ToText() });
        return Convert.ToHexStringLower(
            System.Security.Cryptography.SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
    }

    /// <summary>Reads a model whole.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Header and weights.</returns>
    /// <exception cref="InvalidDataException">
    /// The file is not a model file, is broken, or was written by a newer version; file and field are named.
    /// </exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static ModelFile Read(string path)
    {
        if (Directory.Exists(path))
        {
            throw new InvalidDataException($"{path}: expected a model file, found a folder.");
        }

        var file = SafetensorsFile.Read(path);
        return new ModelFile(HeaderOf(file.Metadata, path), file.Tensors);
    }

    /// <summary>Reads the header alone, without the weights.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The header.</returns>
    /// <exception cref="InvalidDataException">
    /// The file is not a model file, is broken, or was written by a newer version; file and field are named.
    /// </exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static ModelHeader ReadHeader(string path) => HeaderOf(SafetensorsFile.ReadMetadata(path), path);

    private static ModelHeader HeaderOf(IReadOnlyDictionary<string, string> texts, string path) =>
        texts.TryGetValue(HeaderKey, out var text)
        ? ModelHeader.Read(text, path)
        : throw new InvalidDataException(
            $"{path}({HeaderKey}): expected a model's header, found none. The file contains weights only: convert it "
            + $"with 'normface import'.");
}
