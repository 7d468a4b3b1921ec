namespace NormFace.Matlab;

/// <summary>An array of characters.</summary>
internal sealed class MatText : MatArray
{
    internal MatText(IReadOnlyList<int> dimensions, string characters)
        : base(dimensions)
    {
        Characters = characters;
    }

    /// <summary>All characters, column by column. For one row, or one column, it is the text.</summary>
    public string Characters { get; }

    /// <summary>
    /// The rows of a matrix of characters, of equal length; MATLAB fills short ones with blanks at the end.
    /// </summary>
    public IReadOnlyList<string> Rows
    {
        get
        {
            var rowCount = Dimensions[0];
            return [.. Enumerable.Range(0, rowCount).Select(row =>
                string.Create(Characters.Length / rowCount, (Characters, row, rowCount), static (text, from) =>
                {
                    for (var column = 0; column < text.Length; column++)
                    {
                        text[column] = from.Characters[from.row + (from.rowCount * column)];
                    }
                }))];
        }
    }

    private protected override string Kind => "char";
}
