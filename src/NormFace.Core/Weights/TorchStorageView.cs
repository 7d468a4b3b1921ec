namespace NormFace.Weights;

/// <summary>A part of a storage that a pickle treats as a separate storage.</summary>
/// <param name="Storage">The storage.</param>
/// <param name="Offset">First number.</param>
/// <param name="Count">How many numbers; <c>Offset + Count</c> is at most the storage's count.</param>
internal sealed record TorchStorageView(TorchStorage Storage, long Offset, long Count);
