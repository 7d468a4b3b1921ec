namespace NormFace.Reports;

/// <summary>A table.</summary>
internal sealed record TableBlock : ReportBlock
{
    /// <summary>Creates a table.</summary>
    /// <param name="columns">Columns, at least one.</param>
    /// <param name="rows">Rows, each with a cell for every column.</param>
    /// <exception cref="ArgumentException">
    /// There is no column, or a row has more or fewer cells; it is named.
    /// </exception>
    public TableBlock(IReadOnlyList<TableColumn> columns, IReadOnlyList<TableRow> rows)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(rows);
        if (columns.Count == 0)
        {
            throw new ArgumentException("columns must hold at least one column, but is empty.", nameof(columns));
        }

        for (var row = 0; row < rows.Count; row++)
        {
            if (rows[row].Cells.Count != columns.Count)
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"rows[{row}] must have {columns.Count} cells, one a column, but has ")
                    + FormattableString.Invariant($"{rows[row].Cells.Count}."), nameof(rows));
            }
        }

        (Columns, Rows) = (columns, rows);
    }

    /// <summary>The columns.</summary>
    public IReadOnlyList<TableColumn> Columns { get; }

    /// <summary>The rows.</summary>
    public IReadOnlyList<TableRow> Rows { get; }

    /// <summary>A remark on the table; default: none.</summary>
    public string Note { get; init; } = "";
}

/// <summary>A column of a table.</summary>
/// <param name="Heading">Its heading; a line break parts it in two lines where there is room.</param>
/// <param name="IsText">Whether it holds texts, set to the left; numbers are set to the right.</param>
internal sealed record TableColumn(string Heading, bool IsText = false);

/// <summary>A row of a table.</summary>
/// <param name="Cells">Its cells.</param>
/// <param name="IsSummary">Whether it sums up the rows above, as a mean does.</param>
internal sealed record TableRow(IReadOnlyList<ReportCell> Cells, bool IsSummary = false);
