namespace NormFace.Verification;

/// <summary>The score of two pictures, with the identities they show.</summary>
/// <param name="Score">How alike they are, larger is more alike; here mostly a cosine.</param>
/// <param name="FirstIdentity">Label of the identity of the first picture.</param>
/// <param name="SecondIdentity">Label of the identity of the second picture.</param>
public readonly record struct ScorePair(double Score, int FirstIdentity, int SecondIdentity)
{
    /// <summary>Whether both pictures show one identity.</summary>
    public bool IsGenuine => FirstIdentity == SecondIdentity;
}
