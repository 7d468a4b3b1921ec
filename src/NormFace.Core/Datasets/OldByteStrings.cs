using System.Text;
using NormFace.Pickles;

namespace NormFace.Datasets;

/// <summary>
/// Byte strings in pickles of protocols 0 to 2, which have no bytes: <c>_codecs.encode(text, 'latin1')</c>, taken as
/// data.
/// </summary>
/// <param name="budget">
/// Most bytes to give out: a text may be named many times in a pickle and would be encoded as often.
/// </param>
internal sealed class OldByteStrings(long budget)
{
    private long left = budget;

    public object? Call(PickleGlobal global, IReadOnlyList<object?> arguments) =>
        (global.Module, global.Name, arguments) switch
        {
            ("_codecs", "encode", [string text, "latin1" or "latin-1"]) => Encode(text),
            ("__builtin__" or "builtins", "bytes", []) => Array.Empty<byte>(),
            _ => throw global.Refusal(),
        };

    private byte[] Encode(string text)
    {
        left -= text.Length;
        return left >= 0 && !text.AsSpan().ContainsAnyExceptInRange('\0', '\xff')
            ? Encoding.Latin1.GetBytes(text)
            : throw new InvalidDataException(
                "expected a byte string written as text, found characters beyond Latin-1, or the same text too often.");
    }
}
