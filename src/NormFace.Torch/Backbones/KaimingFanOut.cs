namespace NormFace.Backbones;

/// <summary>He's initial weights by fan-out: normal of variance <c>2/(outputs per group · kernel area)</c>, which keeps the size of slopes.</summary>
/// <remarks>Source: He et al., "Delving deep into rectifiers", arXiv:1502.01852, section 2.2. The size of maps is batch normalisation's to keep.</remarks>
internal static class KaimingFanOut
{
    // A filter over one channel feeds one channel, so a depthwise weight [C, 1, k, k] has outputs per group of 1.
    public static void Draw(Tensor weight, Generator generator)
    {
        var outputs = weight.shape[1] == 1 ? 1 : weight.shape[0];
        var area = weight.numel() / (weight.shape[0] * weight.shape[1]);
        weight.normal_(0, Math.Sqrt(2.0 / (outputs * area)), generator);
    }
}
