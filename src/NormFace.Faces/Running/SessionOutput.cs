namespace NormFace.Running;

/// <summary>A tensor that came out of a graph.</summary>
/// <param name="Shape">Its shape.</param>
/// <param name="Values">Its numbers, row by row.</param>
internal sealed record SessionOutput(long[] Shape, float[] Values);
