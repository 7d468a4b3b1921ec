using NormFace.Decoding;
using NormFace.Detection.Grids;
using NormFace.Networks;

namespace NormFace.Detection;

/// <summary>The detector that ships.</summary>
/// <remarks>
/// The picture is looked at so large that its smallest face has <see cref="SmallestSide"/> pixels, and again at a
/// quarter of that for faces beyond the reach of the coarsest grid, until the whole is small.
/// </remarks>
internal sealed class SingleShotDetector : FaceDetector
{
    private const double Threshold = 0.64, TurnedThreshold = 0.75, Overlap = 0.35, SmallestSide = 16,
        SmallestShare = 1.0 / 50, Coarser = 0.25, FirstThreshold = 0.4;

    // Two took longer than one on two processors: no layer has more than a millisecond of work.
    private const int UsualThreads = 1;

    private const int MostFaces = 1000;

    private const int SmallestInput = 160; // longer side; a face may fill it

    private readonly SingleShotNetwork network;
    private readonly SecondLook secondLook;
    private readonly DetectorOptions options;

    private SingleShotDetector(SingleShotNetwork network, DetectorOptions options)
        : base(
            IdentityOf([network.Graph], $"{options.MinFaceSize} {options.FaceThreshold}"),
            options.Turns,
            TurnedThreshold) =>
        (this.network, secondLook, this.options) = (network, new SecondLook(network), options);

    /// <inheritdoc/>
    public override double SureScore => 0.75;

    /// <summary>Reads weights.</summary>
    public static SingleShotDetector Read(string path, DetectorOptions options) =>
        new(SingleShotNetwork.Read(path, options.Threads ?? UsualThreads), options);

    protected override void Dispose(bool isDisposing)
    {
        if (isDisposing)
        {
            network.Dispose();
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

        // A box of less than a pixel is no face, and could not be brought to any size.
        DetectedFace[] found =
            [.. BoxSuppression.Keep(faces, Overlap).Where(face => face.Box.Area >= 1).Take(MostFaces)];
        var seenAgain = secondLook.At(picture, found).ToArray();
        return [.. BoxSuppression.Keep(seenAgain, Overlap).Where(face => face.Score >= Least)];
    }

    private double Least => options.FaceThreshold ?? Threshold;

    private IEnumerable<DetectedFace> At(Picture picture, double scale)
    {
        var contract = DetectionNetwork.Contract(DetectionNetwork.Strides[^1]);
        using var input = GridInput.AtScale(picture, scale, contract.Width, contract.Mean.First, contract.Factor);
        return network.Cells(input.Planes, 1, input.Width, input.Height, Math.Min(FirstThreshold, Least))[0]
            .Select(input.InPicture);
    }
}
