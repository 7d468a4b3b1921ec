namespace NormFace.Templates;

/// <summary>Settings of <see cref="TemplatePooling"/>.</summary>
public sealed record TemplatePoolingOptions
{
    /// <summary>
    /// Whether rows count by their length instead of being projected to the unit sphere first: networks give long features to pictures they
    /// find clear. Off unless set; InsightFace's IJB script has it as <c>use_norm_score</c>.
    /// </summary>
    public bool KeepsLengths { get; init; }
}
