namespace NormFace.Inspection;

/// <summary>How pictures are inspected.</summary>
public sealed record InspectionOptions
{
    /// <summary>Pictures decoded at once, at least 1; the number of processors unless told.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Whether the first unreadable picture ends the inspection.</summary>
    public bool IsStrict { get; init; }

    /// <summary>Told the number of pictures done, now and then, from several threads; null for nobody.</summary>
    public IProgress<int>? Progress { get; init; }
}
