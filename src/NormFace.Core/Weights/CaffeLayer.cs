namespace NormFace.Weights;

/// <summary>A layer of a Caffe model that has learned numbers.</summary>
/// <param name="Name">Its name, unique in the model.</param>
/// <param name="Type">Its type, such as <c>Convolution</c>; in models of Caffe's first version the type's number as text.</param>
/// <param name="Blobs">Its tensors, named <c>0</c>, <c>1</c>, ... in their order: weight, then bias.</param>
public sealed record CaffeLayer(string Name, string Type, IReadOnlyList<StoredTensor> Blobs);
