namespace NormFace.Charts;

/// <summary>A value written beside an axis.</summary>
/// <param name="Value">Where it stands.</param>
/// <param name="Text">What is written.</param>
/// <param name="Power">Text raised behind it, as the -4 of ten to the minus four; empty if there is none.</param>
internal readonly record struct AxisTick(double Value, string Text, string Power = "")
{
    /// <summary>Whether the text is a name, which may hold anything, and not a number. Default: no.</summary>
    public bool IsName { get; init; }
}
