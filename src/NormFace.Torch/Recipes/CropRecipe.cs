using System.ComponentModel.DataAnnotations;
using NormFace.Pictures;
using NormFace.Settings;

namespace NormFace.Recipes;

/// <summary>A rectangle of aligned pictures.</summary>
internal sealed record CropRecipe : IValidatedOptions
{
    /// <summary>Width and height of the pictures.</summary>
    [Length(2, 2)]
    public required IReadOnlyList<long> Canvas { get; init; }

    /// <summary>First and last column, counted from 0.</summary>
    [Length(2, 2)]
    public required IReadOnlyList<long> Columns { get; init; }

    /// <summary>First and last row, counted from 0.</summary>
    [Length(2, 2)]
    public required IReadOnlyList<long> Rows { get; init; }

    /// <summary>The rectangle.</summary>
    /// <returns>The crop.</returns>
    /// <exception cref="ArgumentException">The rectangle is empty or leaves the canvas.</exception>
    public PictureCrop ToCrop() => PictureCrop.FromRanges(Canvas, Columns, Rows);

    /// <inheritdoc />
    public void Validate() => ToCrop();
}
