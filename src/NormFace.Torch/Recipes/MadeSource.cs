using NormFace.Datasets;

namespace NormFace.Recipes;

/// <summary>A kind of source that is made from options instead of read from a path.</summary>
/// <param name="Key">Key of its section in a source.</param>
/// <param name="Options">Type of its options.</param>
/// <param name="Open">Opens it.</param>
internal sealed record MadeSource(string Key, Type Options, Func<object, PictureSource> Open);
