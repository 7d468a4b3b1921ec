using NormFace.Decoding;
using NormFace.Detection.Grids;
using NormFace.Networks;
using NormFace.Running;

namespace NormFace.Detection;

/// <summary>The detector that ships.</summary>
/// <remarks>
/// The picture is looked at so large that its smallest face has <see cref="SmallestSide"/> pixels, and again at a
/// quarter of that for faces beyond the reach of the coarsest grid, until the whole is small.
/// </remarks>
internal sealed class SingleShotDetector : FaceDetector
{
    private const double Threshold = 0.5, TurnedThreshold = 0.65, Overlap = 0.35, SmallestSide = 16, SmallestShare = 1.0 / 50,
        Coarser = 0.25;

    private const int SmallestInput = 160; // longer side; a face may fill it

    private readonly OnnxSession session;
    private readonly DetectorOptions options;

    private SingleShotDetector(OnnxSession session, byte[] network, DetectorOptions options)
        : base(
            IdentityOf([network], $"{options.MinFaceSize} {options.FaceThreshold}"), options.Turns, TurnedThreshold) =>
        (this.session, this.options) = (session, options);

    /// <summary>Reads weights.</summary>
    public static SingleShotDetector Read(string path, DetectorOptions options)
    {
        var network = SingleShotGraph.Read(path);
        return new SingleShotDetector(
            OnnxSession.Open(network, path, options.Threads ?? Environment.ProcessorCount), network, options);
    }

    protected override void Dispose(bool isDisposing)
    {
        if (isDisposing)
        {
            session.Dispose();
        }

        base.Dispose(isDisposing);
    }

    protected override IReadOnlyList<DetectedFace> Find(Picture picture)
    {
        var smallest = options.MinFaceSize
            ?? Math.Max(SmallestSide, SmallestShare * Math.Min(picture.Width, picture.Height));
        var scale = Math.Min(1, SmallestSide / smallest);
        var longer = Math.Max(picture.Width, picture.Height);
        var faces = At(picture, scale).ToList();
        while (longer * scale > 2 * SmallestInput)
        {
            scale = Math.Max(scale * Coarser, (double)SmallestInput / longer);
            faces.AddRange(At(picture, scale));
        }

        return [.. BoxSuppression.Keep(faces, Overlap)];
    }

    private IEnumerable<DetectedFace> At(Picture picture, double scale)
    {
        var contract = DetectionNetwork.Contract(DetectionNetwork.Strides[^1]);
        var input = GridInput.AtScale(picture, scale, contract.Width, contract.Mean, contract.Factor);
        var results = session.Run(
            SingleShotGraph.Pictures, input.Planes, [1, 3, input.Height, input.Width], SingleShotGraph.Outputs);
        return DetectionNetwork.Strides.SelectMany((stride, level) =>
        {
            var cells = new GridOutput(results[level].Values, DetectionNetwork.NumbersPerCell, AreMaps: true);
            return new GridLevel(
                stride,
                input.Width / stride,
                Offset: 0.5,
                PointShift: 0.5,
                Scores(cells.Maps(0, 1)),
                cells.Maps(1, 4),
                cells.Maps(5, 10)).Above(options.FaceThreshold ?? Threshold);
        }).Select(input.InPicture);
    }

    private static GridOutput Scores(GridOutput logits)
    {
        var scores = logits.Values.ToArray();
        foreach (ref var score in scores.AsSpan())
        {
            score = 1 / (1 + MathF.Exp(-score));
        }

        return new GridOutput(scores, 1, AreMaps: true);
    }
}
