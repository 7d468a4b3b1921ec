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
            using var one = File.OpenRead(first);
            using var other = File.OpenRead(second);
            var comparison = embedder.Compare(embedder.Embed(one, first), embedder.Embed(other, second));
            Console.WriteLine($"{(comparison.IsSame ? "the same person" : "not shown to be the same person")}: score {comparison.Score:F3}, threshold {comparison.Threshold:F3}");
        }
        catch (Exception error) when (error is FaceException or IOException) // no face, several, tiny, blurred: FaceException.Problem says which
        {
            Console.WriteLine(error.Message);
        }
    }
}
