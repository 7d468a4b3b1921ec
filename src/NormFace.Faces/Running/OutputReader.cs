namespace NormFace.Running;

/// <summary>Reads an output of a graph where it lies.</summary>
/// <param name="index">Its place among the outputs wanted.</param>
/// <param name="shape">Its shape.</param>
/// <param name="values">Its numbers, row by row; they are gone after the call.</param>
internal delegate void OutputReader(int index, long[] shape, ReadOnlySpan<float> values);
