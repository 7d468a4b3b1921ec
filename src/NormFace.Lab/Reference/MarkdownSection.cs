using NormFace.Storage;

namespace NormFace.Reference;

/// <summary>
/// A part of a document that a program writes: between two comments, so that what people wrote around it stays.
/// </summary>
public static class MarkdownSection
{
    /// <summary>Replaces a part of a document.</summary>
    /// <param name="path">The document; it is replaced whole or not at all.</param>
    /// <param name="name">
    /// Name of the part, which stands between <c>&lt;!-- begin NAME --&gt;</c> and <c>&lt;!-- end NAME --&gt;</c>, each
    /// on a line of its own.
    /// </param>
    /// <param name="text">The text of the part.</param>
    /// <exception cref="InvalidDataException">The document has no such part, or it twice.</exception>
    /// <exception cref="IOException">The document cannot be read or written.</exception>
    public static void Write(string path, string name, string text) =>
        AtomicFile.WriteText(path, Replaced(File.ReadAllText(path), name, text, path));

    /// <summary>The document with a part replaced.</summary>
    /// <param name="document">The document.</param>
    /// <param name="name">Name of the part.</param>
    /// <param name="text">The text of the part.</param>
    /// <param name="origin">What to call the document in an error.</param>
    /// <returns>The new document.</returns>
    /// <exception cref="InvalidDataException">The document has no such part, or it twice.</exception>
    public static string Replaced(string document, string name, string text, string origin = "document")
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(text);
        var (begin, end) = ($"<!-- begin {name} -->\n", $"<!-- end {name} -->");
        var start = document.IndexOf(begin, StringComparison.Ordinal);
        var stop = start < 0 ? -1 : document.IndexOf(end, start, StringComparison.Ordinal);
        if (stop < 0 || document.IndexOf(begin, start + 1, StringComparison.Ordinal) >= 0)
        {
            throw new InvalidDataException(
                $"{origin}: expected the lines '{begin.Trim()}' and '{end}' once, in this order. "
                + "Put them where the part belongs.");
        }

        return $"{document[..(start + begin.Length)]}\n{text.Trim()}\n\n{document[stop..]}";
    }
}
