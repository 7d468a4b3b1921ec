namespace NormFace.Batches;

/// <summary>A batch as bytes, before it becomes tensors: the buffers go round between loader and trainer.</summary>
/// <param name="Pixels">Pixels of all pictures, one after the other, channels together.</param>
/// <param name="Scratch">Room for one picture, in which augmentation works.</param>
/// <param name="Labels">Label of each picture.</param>
/// <param name="Indices">Index of each picture in the data set.</param>
internal sealed record BatchBytes(byte[] Pixels, byte[] Scratch, long[] Labels, int[] Indices);
