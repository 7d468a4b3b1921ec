namespace NormFace.Datasets;

/// <summary>A picture of an identity in a source.</summary>
/// <param name="Path">Path relative to the source, with <c>/</c> between parts; unique in it.</param>
/// <param name="Identity">Who or what it shows; empty where the source does not say.</param>
public sealed record PictureEntry(string Path, string Identity);
