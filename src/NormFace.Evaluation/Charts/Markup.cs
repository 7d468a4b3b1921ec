using System.Globalization;
using System.Net;

namespace NormFace.Charts;

/// <summary>Text and numbers made fit to stand in HTML, SVG and Markdown.</summary>
internal static class Markup
{
    private const char Replacement = '\uFFFD';

    /// <summary>A number with a decimal point and no thousands separators; a dash if there is none.</summary>
    public static string Number(double? value, string format = "0.####") => value switch
    {
        null or double.NaN => "–",
        double.PositiveInfinity => "∞",
        double.NegativeInfinity => "−∞",
        { } number => number.ToString(format, CultureInfo.InvariantCulture),
    };

    /// <summary>Text that stays text in HTML and SVG, between tags and in attributes.</summary>
    public static string Escape(string value) => WebUtility.HtmlEncode(Printable(value));

    /// <summary>
    /// One line of printable text: white space becomes a space, and what no page may hold or what turns the reading
    /// direction a mark.
    /// </summary>
    public static string Printable(string value) => string.Create(value.Length, value, (line, source) =>
    {
        for (var index = 0; index < line.Length; index++)
        {
            var letter = source[index];
            line[index] = letter switch
            {
                '\t' or '\n' or '\r' => ' ',
                >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069' or '\uFFFE' or '\uFFFF' => Replacement,
                _ when char.IsControl(letter) => Replacement,
                _ when char.IsSurrogate(letter) && !IsPaired(source, index) => Replacement,
                _ => letter,
            };
        }
    });

    private static bool IsPaired(string text, int index) => char.IsHighSurrogate(text[index])
        ? index + 1 < text.Length && char.IsLowSurrogate(text[index + 1])
        : index > 0 && char.IsHighSurrogate(text[index - 1]);
}
