using System.Globalization;
using NormFace.Alignment;
using NormFace.Cropping;
using NormFace.Datasets;
using NormFace.Decoding;
using NormFace.Detection;

namespace NormFace.Benchmarks;

/// <summary>Aligning many pictures on all cores, against the sum of its parts, each measured alone on one.</summary>
internal static class AligningBenchmark
{
    public static void Run(string picturesPath, string detectorPath, int turns)
    {
        using var source = PictureSourceCatalogue.Default.Open(picturesPath);
        using var detector = FaceDetector.Open(detectorPath, new DetectorOptions { Threads = 1 });
        var template = AlignmentTemplate.FivePoint96x112;
        var count = source.Entries.Count;
        var ratios = new List<double>();
        for (var turn = 0; turn <= turns; turn++)
        {
            var folder = Directory.CreateTempSubdirectory("normface-bench-").FullName;
            var whole = Interleaved.Seconds(
                () => new CropRun(detector, template, new CropOptions()).Run(source, folder));
            Directory.Delete(folder, recursive: true);

            var (pictures, faces, crops) = (new Picture[count], new DetectedFace?[count], new Picture?[count]);
            var decoding = Alone(index => pictures[index] = Picture.Decode(source.Read(index), "picture"));
            var detecting = Alone(
                index => faces[index] = detector.Detect(pictures[index]) is [var largest, ..] ? largest : null);
            var aligning = Alone(
                index =>
                    crops[index] = faces[index] is { } face ? template.Align(pictures[index], face.Landmarks) : null);
            var encoding = Alone(index => _ = crops[index] is { } crop ? crop.ToPng() : []);
            var ideal = (decoding + detecting + aligning + encoding) / Environment.ProcessorCount;
            if (turn > 0)
            {
                ratios.Add(ideal / whole); // the first one also compiled the program
            }

            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{count / whole:F1} pictures/s; alone on one core, ms a picture: decoding "
                + $"{1000 * decoding / count:F2}, "
                + $"detecting {1000 * detecting / count:F2}, aligning {1000 * aligning / count:F2}, "
                + $"encoding {1000 * encoding / count:F2}; "
                + $"share of what {Environment.ProcessorCount} cores could do: {ideal / whole:F2}"));
        }

        Console.WriteLine(FormattableString.Invariant($"median share {Interleaved.Median(ratios):F2}"));

        double Alone(Action<int> part) => Interleaved.Seconds(() =>
        {
            for (var index = 0; index < count; index++)
            {
                part(index);
            }
        });
    }
}
