using static TorchSharp.torch;

namespace NormFace.TestKit;

/// <summary>Equality of tensors as a test means it.</summary>
public static class TensorEquality
{
    /// <summary>Whether both have the same shape and the same values, to the last bit.</summary>
    public static bool IsSameAs(this Tensor first, Tensor second) =>
        first.shape.SequenceEqual(second.shape) && first.eq(second).all().item<bool>();
}
