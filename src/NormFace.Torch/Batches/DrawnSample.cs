namespace NormFace.Batches;

/// <summary>A sample's place in a run.</summary>
/// <param name="Index">Index in the data set.</param>
/// <param name="Epoch">The how-manieth pass over the data this is, from 0; changes the augmentation.</param>
internal readonly record struct DrawnSample(int Index, long Epoch);
