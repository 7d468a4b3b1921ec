namespace NormFace.Reports;

/// <summary>A part of a <see cref="ReportPage"/>: a heading, a text, a table, a chart, pictures.</summary>
internal abstract record ReportBlock
{
    private protected ReportBlock()
    {
    }
}

/// <summary>A heading; one of level 2 begins a section.</summary>
/// <param name="Text">The heading.</param>
/// <param name="Level">2 for a section, 3 for a part of it.</param>
internal sealed record HeadingBlock(string Text, int Level = 2) : ReportBlock
{
    /// <summary>2 for a section, 3 for a part of it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is another number.</exception>
    public int Level { get; } = Level is 2 or 3
        ? Level
        : throw new ArgumentOutOfRangeException(
            nameof(Level), Level, FormattableString.Invariant($"Level must be 2 or 3, but was {Level}."));
}

/// <summary>A paragraph.</summary>
/// <param name="Text">The text; line breaks become spaces.</param>
/// <param name="IsNote">Whether it is set smaller, as a remark on what stands beside it.</param>
internal sealed record ParagraphBlock(string Text, bool IsNote = false) : ReportBlock;

/// <summary>A list of short texts.</summary>
/// <param name="Items">The texts.</param>
internal sealed record ListBlock(IReadOnlyList<string> Items) : ReportBlock;

/// <summary>A picture.</summary>
/// <param name="Png">The picture as a PNG file.</param>
/// <param name="Caption">Text below, which is also the picture's alternative text.</param>
internal sealed record ImageBlock(ReadOnlyMemory<byte> Png, string Caption) : ReportBlock;
