using NormFace.Recognition;

namespace NormFace.Samples;

/// <summary>Are two photographs of one person? Detection, alignment and embedding without libtorch.</summary>
internal static class VerifyFaces
{
    public static void Run(string first, string second, string detectorFolder)
    {
        var model = Path.Combine(AppContext.BaseDirectory, "models", "faces.safetensors");
        using var embedder = FaceEmbedder.Open(model, detectorFolder);
        using var one = File.OpenRead(first);
        using var other = File.OpenRead(second);

        try
        {
            var comparison = FaceComparison.Of(embedder.Embed(one, first), embedder.Embed(other, second), embedder.Model.Calibration!);
            Console.WriteLine($"{(comparison.IsSame ? "the same person" : "different people")}: score {comparison.Score:F3}, threshold {comparison.Threshold:F3}");
        }
        catch (FaceException error)
        {
            Console.WriteLine(error.Message); // no face, several, tiny, blurred: error.Problem says which
        }
    }
}
