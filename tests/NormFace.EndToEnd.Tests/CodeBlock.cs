namespace NormFace;

/// <summary>A fenced block of a Markdown page.</summary>
/// <param name="Page">The page, a full path.</param>
/// <param name="Language">What stands behind the fence, such as <c>csharp</c>; empty if nothing does.</param>
/// <param name="FirstLine">The number in the page, from 1, of the first line inside the fence.</param>
/// <param name="Lines">The lines inside the fence.</param>
internal sealed record CodeBlock(string Page, string Language, int FirstLine, IReadOnlyList<string> Lines)
{
    private const string Fence = "```";

    /// <summary>The pages that describe NormFace to its users and contributors.</summary>
    public static IEnumerable<string> Pages() => new[] { "docs", "models" }
        .SelectMany(folder => Directory.GetFiles(
            Path.Combine(Repository.Root, folder), "*.md", SearchOption.AllDirectories))
        .Concat(Directory.GetFiles(Repository.Root, "*.md"))
        .Order(StringComparer.Ordinal);

    /// <summary>The blocks of a page in a language, in their order.</summary>
    public static IEnumerable<CodeBlock> In(string page, string language)
    {
        var lines = File.ReadAllLines(page);
        for (var opening = 0; opening < lines.Length; opening++)
        {
            if (!lines[opening].StartsWith(Fence, StringComparison.Ordinal))
            {
                continue;
            }

            var closing = Array.IndexOf(lines, Fence, opening + 1);
            Xunit.Assert.True(closing > 0, $"{page}({opening + 1}): the block is not closed.");
            var block = new CodeBlock(
                page, lines[opening][Fence.Length..].Trim(), opening + 2, lines[(opening + 1)..closing]);
            if (block.Language == language)
            {
                yield return block;
            }

            opening = closing;
        }
    }
}
