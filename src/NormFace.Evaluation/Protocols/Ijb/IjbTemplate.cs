namespace NormFace.Protocols.Ijb;

/// <summary>A template of the lists of 1:N.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Subject">Number of the person it shows.</param>
internal readonly record struct IjbTemplate(int Number, int Subject);
