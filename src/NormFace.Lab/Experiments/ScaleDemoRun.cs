namespace NormFace.Experiments;

/// <summary>A head trained on free vectors.</summary>
/// <param name="Name">Name of the head.</param>
/// <param name="Run">Its training.</param>
public sealed record ScaleDemoRun(string Name, FreeVectorRun Run);
