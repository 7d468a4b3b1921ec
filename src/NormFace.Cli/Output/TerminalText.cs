using System.Buffers;

namespace NormFace.Cli.Output;

/// <summary>Text that may hold names of files, made harmless for a terminal.</summary>
internal static class TerminalText
{
    // What turns the reading direction, so that a name shows as another.
    private static readonly SearchValues<char> Turns =
        SearchValues.Create("\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069");

    /// <summary>The text with a mark in place of each control character but line breaks and tabs, and of each that
    /// turns the reading direction.</summary>
    public static string Safe(string text) => text.Any(IsUnsafe)
        ? string.Concat(text.Select(letter => IsUnsafe(letter) ? '\uFFFD' : letter))
        : text;

    private static bool IsUnsafe(char letter) =>
        (char.IsControl(letter) && letter is not ('\n' or '\t')) || Turns.Contains(letter);
}
