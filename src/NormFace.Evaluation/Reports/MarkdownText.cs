using System.Text;
using NormFace.Charts;

namespace NormFace.Reports;

/// <summary>Makes text stay text in Markdown as GitHub reads it.</summary>
internal static class MarkdownText
{
    /// <summary>One line of text without markup, also fit for a cell of a table.</summary>
    public static string Escape(string value)
    {
        var source = Markup.Printable(value);
        var text = new StringBuilder(source.Length);
        for (var index = 0; index < source.Length; index++)
        {
            if (IsMarkup(source, index))
            {
                text.Append('\\');
            }

            text.Append(source[index]);
        }

        return text.ToString().Trim();
    }

    // Some signs mark up only at the start of a line or beside others; elsewhere the bare text reads better.
    private static bool IsMarkup(string text, int index) => text[index] switch
    {
        '\\' or '`' or '*' or '[' or ']' or '<' or '>' or '|' or '~' or '&' or '$' => true,
        '_' => !IsInWord(text, index),
        '#' or '+' or '-' or '=' => text[..index].Trim().Length == 0,
        '.' when text.AsSpan(0, index).EndsWith("www", StringComparison.OrdinalIgnoreCase) => true,
        '.' or ')' =>
            (index + 1 == text.Length || text[index + 1] == ' ')
                && text[..index].Trim() is { Length: > 0 } start
                && start.All(char.IsAsciiDigit),
        ':' => text.AsSpan(index).StartsWith("://", StringComparison.Ordinal),
        _ => false,
    };

    private static bool IsInWord(string text, int index) =>
        index > 0
            && index + 1 < text.Length
            && char.IsLetterOrDigit(text[index - 1])
            && char.IsLetterOrDigit(text[index + 1]);
}
