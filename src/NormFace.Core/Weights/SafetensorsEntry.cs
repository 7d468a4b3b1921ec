namespace NormFace.Weights;

/// <summary>A tensor as the header of a safetensors file announces it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Type of the numbers.</param>
/// <param name="Shape">Length of every axis.</param>
/// <param name="Begin">First byte, counted from the end of the header.</param>
/// <param name="End">The byte after its last.</param>
internal sealed record SafetensorsEntry(string Name, StoredType Type, long[] Shape, long Begin, long End);
