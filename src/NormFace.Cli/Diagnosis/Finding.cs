namespace NormFace.Cli.Diagnosis;

/// <summary>One line of the doctor's report.</summary>
/// <param name="Name">What was looked for.</param>
/// <param name="IsThere">Whether it was found.</param>
/// <param name="State">What was found.</param>
/// <param name="CostOfAbsence">What is lost without it; empty if it is always there.</param>
internal sealed record Finding(string Name, bool IsThere, string State, string CostOfAbsence = "");
