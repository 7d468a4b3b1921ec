namespace NormFace.Conditions;

/// <summary>The errors that a person takes part in.</summary>
/// <param name="Identity">The person.</param>
/// <param name="LostCount">Genuine pairs of the person that are lost.</param>
/// <param name="GenuineCount">All genuine pairs of the person.</param>
/// <param name="AcceptedCount">Impostor pairs of the person that are accepted; each counts for both people.</param>
public sealed record PersonErrors(string Identity, long LostCount, long GenuineCount, long AcceptedCount);
