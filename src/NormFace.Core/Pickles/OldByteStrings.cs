using System.Text;

namespace NormFace.Pickles;

/// <summary>
/// Byte strings in pickles of protocols 0 to 2, which have no bytes: <c>_codecs.encode(text, 'latin1')</c> and
/// <c>bytes()</c>, taken as data.
/// </summary>
internal static class OldByteStrings
{
    /// <summary>The bytes that a call stands for; null if the call is another one.</summary>
    /// <exception cref="InvalidDataException">The text has characters beyond Latin-1.</exception>
    public static byte[]? Of(PickleGlobal global, IReadOnlyList<object?> arguments, PickleBudget budget) =>
        (global.Module, global.Name, arguments) switch
        {
            ("_codecs", "encode", [string text, "latin1" or "latin-1"]) => Encode(text, budget),
            ("__builtin__" or "builtins", "bytes", []) => [],
            _ => null,
        };

    // A text may be named many times in a pickle and is encoded as often, so every copy is charged.
    private static byte[] Encode(string text, PickleBudget budget)
    {
        budget.Spend(PickleBudget.SmallObject + text.Length);
        return text.AsSpan().ContainsAnyExceptInRange('\0', '\xff')
            ? throw new InvalidDataException(
                "expected a byte string written as text, found characters beyond Latin-1.")
            : Encoding.Latin1.GetBytes(text);
    }
}
