namespace NormFace.Geometry;

/// <summary>The type in which sums are formed: float64 where any input has it, else float32.</summary>
internal static class Precision
{
    public static ScalarType Of(params ReadOnlySpan<Tensor> tensors)
    {
        foreach (var tensor in tensors)
        {
            if (tensor.dtype == ScalarType.Float64)
            {
                return ScalarType.Float64;
            }
        }

        return ScalarType.Float32;
    }
}
