using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace NormFace.Models;

/// <summary>
/// Whom a model was trained on, as marks of their names: enough to ask whether a name is among them, without the names.
/// </summary>
/// <remarks>
/// A mark is the first 32 bits of the SHA-256 of the name: of 10,000 other names, one in 40 such questions is answered
/// wrongly for one of them. A name alone says little where sets number their people.
/// </remarks>
public sealed class TrainedPeople
{
    /// <summary>Name of the field that holds the marks in <c>Further</c> of a model's header, and of the text in the
    /// origin of an embedding file.</summary>
    public const string FieldName = "trainedPeople";

    private readonly SortedSet<uint> marks;

    private TrainedPeople(IEnumerable<uint> marks) => this.marks = [.. marks];

    /// <summary>Number of different marks.</summary>
    public int Count => marks.Count;

    /// <summary>Marks people.</summary>
    /// <param name="identities">Their names, as the first folder of a picture's path says them.</param>
    /// <returns>The marks.</returns>
    public static TrainedPeople Of(IEnumerable<string> identities)
    {
        ArgumentNullException.ThrowIfNull(identities);
        return new TrainedPeople(identities.Select(Mark));
    }

    /// <summary>Reads marks.</summary>
    /// <param name="text">What <see cref="ToText"/> gave.</param>
    /// <param name="file">The file it is from, for messages.</param>
    /// <returns>The marks.</returns>
    /// <exception cref="InvalidDataException">The text is something else.</exception>
    public static TrainedPeople Parse(string text, string file)
    {
        ArgumentNullException.ThrowIfNull(text);
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) && length % sizeof(uint) == 0
            ? new TrainedPeople(Enumerable.Range(0, length / sizeof(uint)).Select(
                index => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(index * sizeof(uint)))))
            : throw new InvalidDataException($"{file}({FieldName}): expected marks of 4 bytes in base 64.");
    }

    /// <summary>The marks in a model's header.</summary>
    /// <param name="header">The header.</param>
    /// <param name="file">The file it is from, for messages.</param>
    /// <returns>The marks; null if the header has none.</returns>
    /// <exception cref="InvalidDataException">The field is broken.</exception>
    public static TrainedPeople? In(ModelHeader header, string file)
    {
        ArgumentNullException.ThrowIfNull(header);
        return header.Further[FieldName] switch
        {
            null => null,
            JsonValue value when value.TryGetValue<string>(out var text) => Parse(text, file),
            _ => throw new InvalidDataException($"{file}({FieldName}): expected a string."),
        };
    }

    /// <summary>Whether a name is among them.</summary>
    /// <param name="identity">The name.</param>
    /// <returns>Whether it is; also, very rarely, for one that is not.</returns>
    public bool Contains(string identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        return marks.Contains(Mark(identity));
    }

    /// <summary>These people and others.</summary>
    /// <param name="others">The others.</param>
    /// <returns>Both.</returns>
    public TrainedPeople With(TrainedPeople others)
    {
        ArgumentNullException.ThrowIfNull(others);
        return new TrainedPeople(marks.Concat(others.marks));
    }

    /// <summary>The marks as a text: the same for the same people, in whatever order they were given.</summary>
    /// <returns>Marks in ascending order, little-endian, in base 64.</returns>
    public string ToText()
    {
        var bytes = new byte[marks.Count * sizeof(uint)];
        foreach (var (place, mark) in marks.Index())
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(place * sizeof(uint)), mark);
        }

        return Convert.ToBase64String(bytes);
    }

    private static uint Mark(string identity) =>
        BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(identity)));
}
