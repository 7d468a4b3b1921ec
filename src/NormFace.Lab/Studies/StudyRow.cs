using System.Text.Json.Nodes;

namespace NormFace.Studies;

/// <summary>A row of a study's table: one way to train.</summary>
/// <param name="Name">Short name, for files and options: small letters, digits and hyphens.</param>
public sealed record StudyRow(string Name)
{
    /// <summary>Its title in tables; default: the name.</summary>
    public string Title { get; init; } = Name;

    /// <summary>Whether training starts from random weights instead of from the base.</summary>
    public bool IsFromScratch { get; init; }

    /// <summary>Whether nothing is trained: the base itself is tested, for what fine-tuning starts from.</summary>
    public bool IsUntouched { get; init; }

    /// <summary>
    /// What differs from the study's recipe, as a JSON merge patch: objects merge, <c>null</c> takes away, all else
    /// replaces.
    /// </summary>
    public JsonObject Changes { get; init; } = [];

    /// <summary>Seeds of this row; default: the study's.</summary>
    public IReadOnlyList<int>? Seeds { get; init; }

    /// <summary>
    /// The line of a chart that this row is a point of, such as the name of the loss whose weight is varied; null for
    /// none.
    /// </summary>
    public string? Series { get; init; }

    /// <summary>
    /// Where on that line it stands: what is varied, above 0 since weights are drawn on a logarithmic axis.
    /// </summary>
    public double? X { get; init; }
}
