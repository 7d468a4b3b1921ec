using System.Globalization;
using NormFace.Alignment;
using NormFace.Detection;
using NormFace.TestKit;
using Xunit;

namespace NormFace;

/// <summary>Real weights and photographs that lie beside the repository; tests skip where they are absent.</summary>
internal static class SharedFaces
{
    private static readonly Lazy<FaceDetector> Shared = new(
        () => FaceDetector.Open(Weights("caffe"), new DetectorOptions { MinFaceSize = 20 }));

    public static FaceDetector Detector => Shared.Value;

    public static string Weights(string form) => Path($"data/mtcnn/{form}");

    public static string Model => SharedData.InRepository("models/faces.safetensors");

    public static string Path(string relative)
    {
        var path = SharedData.Find(relative);
        Assert.SkipWhen(path is null, $"../shared/{relative} is not beside the repository.");
        return path!;
    }

    /// <summary>Box and points of the largest face of each photograph, by a reference MTCNN.</summary>
    public static IReadOnlyDictionary<string, (FaceBox Box, Landmarks Points)> References() =>
        File.ReadLines(Path("data/celeba-photos-landmarks.csv")).Skip(1)
        .Select(line => line.Split(','))
        .ToDictionary(fields => fields[0], fields =>
        {
            double[] numbers = [.. fields.Skip(4).Select(field => double.Parse(field, CultureInfo.InvariantCulture))];
            PixelPoint At(int index) => new(numbers[4 + (2 * index)], numbers[5 + (2 * index)]);
            return (
                new FaceBox(numbers[0], numbers[1], numbers[2] - numbers[0], numbers[3] - numbers[1]),
                new Landmarks(At(0), At(1), At(2), At(3), At(4)));
        });
}
