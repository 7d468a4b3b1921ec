namespace NormFace.Recognition;

/// <summary>The detector and the models that ship: <c>models/README.md</c> and <c>models/detector.md</c> are their
/// cards. Research use only.</summary>
public static class ShippedFiles
{
    /// <summary>The face detector, beside the program.</summary>
    public static string Detector { get; } = At("detector.safetensors");

    /// <summary>The face model, beside the program.</summary>
    public static string Model { get; } = At("faces.safetensors");

    /// <summary>The small face model, beside the program: a fifth of the size and less than half the time, with more
    /// errors.</summary>
    public static string SmallModel { get; } = At("faces-small.safetensors");

    private static string At(string name) => Path.Combine(AppContext.BaseDirectory, "models", name);
}
