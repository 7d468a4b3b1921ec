namespace NormFace.Cli.Diagnosis;

/// <summary>One line of the doctor's report.</summary>
/// <param name="Name">What was looked for.</param>
/// <param name="IsThere">Whether it was found.</param>
/// <param name="State">What was found.</param>
/// <param name="CostOfAbsence">What a user loses without it; empty where that cannot be.</param>
internal sealed record Finding(string Name, bool IsThere, string State, string CostOfAbsence = "");
