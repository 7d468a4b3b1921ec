using NormFace.Recognition;

namespace NormFace.Samples;

/// <summary>Are two photographs of one person? Detection, alignment and embedding without libtorch.</summary>
internal static class VerifyFaces
{
    public static void Run(string first, string second, string detectorFolder)
    {
        var model = Path.Combine(AppContext.BaseDirectory, "models", "faces.safetensors");
        using var embedder = FaceEmbedder.Open(model, detectorFolder);

        try
        {
            var comparison = embedder.Compare(embedder.Embed(first), embedder.Embed(second));
            var answer = comparison.IsSame ? "the same person" : "not shown to be the same person";
            Console.WriteLine($"{answer}: score {comparison.Score:F3}, threshold {comparison.Threshold:F3}");
        }
        // No face, several, tiny, blurred: FaceException.Problem.
        catch (Exception error) when (error is FaceException or IOException)
        {
            Console.WriteLine(error.Message);
        }
    }
}
