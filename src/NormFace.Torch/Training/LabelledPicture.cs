using NormFace.Datasets;

namespace NormFace.Training;

/// <summary>A picture of a data set, with its class.</summary>
/// <param name="Source">Where it is.</param>
/// <param name="Index">Index into the source's entries.</param>
/// <param name="Label">Class label in [0, C).</param>
/// <param name="Part">Number of the part it comes from.</param>
internal readonly record struct LabelledPicture(SampleSource Source, int Index, int Label, int Part);
