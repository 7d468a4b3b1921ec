using NormFace.Datasets;
using NormFace.Decoding;
using NormFace.Detection;
using NormFace.Protocols.PairSets;
using NormFace.Recognition;
using NormFace.Verification;

namespace NormFace.Benchmarks;

/// <summary>How sharpness and accuracy fall as photographs are blurred: where
/// <see cref="FaceRequirements.MinSharpness"/>
/// comes from. Not a matter of time.</summary>
internal static class BlurBenchmark
{
    public static void Run(string picturesPath, string pairsPath, string modelPath, string detectorPath)
    {
        using var source = PictureSourceCatalogue.Default.Open(picturesPath);
        using var model = EmbeddingModel.Open(modelPath, threads: 1);
        using var detector = FaceDetector.Open(detectorPath, new DetectorOptions { Threads = 1 });
        using var embedder = new FaceEmbedder(detector, model, FaceRequirements.None);
        var paths = source.Entries.Index().ToDictionary(
            entry => entry.Item.Path, entry => entry.Index, StringComparer.Ordinal);
        var pairs = PairProtocols.Read(pairsPath).Pairs
            .Where(pair => pair.Fold == 0 && paths.ContainsKey(pair.First) && paths.ContainsKey(pair.Second)).ToArray();
        var photographs = source.Entries.Select((entry, index) => Picture.Decode(source.Read(index), entry.Path))
            .ToArray();
        var faces = photographs.AsParallel()
            .AsOrdered()
            .Select(photograph => embedder.Embed(photograph).Face)
            .ToArray();

        foreach (var sigma in new[] { 0, 1, 1.5, 2, 2.5, 3, 4 })
        {
            var seen = photographs.Zip(faces).AsParallel().AsOrdered()
                .Select(pair => embedder.Embed(Blurred(pair.First, sigma), pair.Second)).ToArray();
            double[] Scores(bool areGenuine) =>
            [
                .. pairs.Where(pair => pair.IsGenuine == areGenuine)
                    .Select(pair => seen[paths[pair.First]].Cosine(seen[paths[pair.Second]])),
            ];
            var sharpness = seen.Select(face => face.Sharpness).Order().ToArray();
            var best = RocCurve.BestThreshold(new ScoreSet(Scores(true), Scores(false)));
            var (tenth, middle) = (sharpness[sharpness.Length / 10], sharpness[sharpness.Length / 2]);
            Console.WriteLine(FormattableString.Invariant(
                $"| {sigma} | {100 * best.Accuracy:F2} % | {sharpness[0]:F4}, {tenth:F4}, {middle:F4} |"));
        }
    }

    // A Gaussian along both axes, one after the other; the edge is repeated.
    private static Picture Blurred(Picture picture, double sigma) =>
        sigma == 0 ? picture : Along(Along(picture, sigma, right: 1, down: 0), sigma, right: 0, down: 1);

    private static Picture Along(Picture picture, double sigma, int right, int down)
    {
        var reach = (int)Math.Ceiling(3 * sigma);
        double[] kernel = [
            .. Enumerable.Range(-reach, (2 * reach) + 1).Select(step => Math.Exp(-step * step / (2 * sigma * sigma)))];
        var (total, rgb) = (kernel.Sum(), new byte[picture.Rgb.Length]);
        for (var index = 0; index < rgb.Length; index++)
        {
            var (column, row, channel, sum) = (index / 3 % picture.Width, index / 3 / picture.Width, index % 3, 0.0);
            for (var step = -reach; step <= reach; step++)
            {
                var (x, y) = (
                    Math.Clamp(column + (step * right), 0, picture.Width - 1),
                    Math.Clamp(row + (step * down), 0, picture.Height - 1));
                sum += kernel[step + reach] * picture.Rgb[(3 * ((y * picture.Width) + x)) + channel];
            }

            rgb[index] = (byte)Math.Round(sum / total);
        }

        return new Picture(picture.Width, picture.Height, rgb);
    }
}
