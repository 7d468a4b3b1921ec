using NormFace.Alignment;
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
    private const double Threshold = 0.62, TurnedThreshold = 0.7, Overlap = 0.35, SmallestSide = 16,
        SmallestShare = 1.0 / 50, Coarser = 0.25, FirstThreshold = 0.3, FaceSide = 48, LeastAgain = 0.1,
        SameFace = 0.35;

    private const int AgainSide = 96, MostFaces = 1000;

    private const int SmallestInput = 160; // longer side; a face may fill it

    private readonly OnnxSession session;
    private readonly DetectorOptions options;

    private SingleShotDetector(OnnxSession session, byte[] network, DetectorOptions options)
        : base(
            IdentityOf([network], $"{options.MinFaceSize} {options.FaceThreshold}"), options.Turns, TurnedThreshold) =>
        (this.session, this.options) = (session, options);

    /// <inheritdoc/>
    public override double SureScore => 0.75;

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

        DetectedFace[] kept = [.. BoxSuppression.Keep(faces, Overlap).Take(MostFaces)];
        var again = LookAgain(picture, [.. kept.Where(IsLookedAtAgain)]);
        return
        [
            .. BoxSuppression.Keep([.. kept.Where(face => !IsLookedAtAgain(face)), .. again], Overlap)
                .Where(face => face.Score >= Least),
        ];
    }

    private double Least => options.FaceThreshold ?? Threshold;

    private static bool IsLookedAtAgain(DetectedFace face) => Math.Sqrt(face.Box.Area) >= FaceSide;

    private IEnumerable<DetectedFace> At(Picture picture, double scale)
    {
        var contract = DetectionNetwork.Contract(DetectionNetwork.Strides[^1]);
        var input = GridInput.AtScale(picture, scale, contract.Width, contract.Mean, contract.Factor);
        var results = Run(input.Planes, 1, input.Width, input.Height);
        return Faces(results, 0, 1, input.Width, Math.Min(FirstThreshold, Least)).Select(input.InPicture);
    }

    // Points are exact to a share of a cell, and the network is at its best with faces of about fifty pixels: each one
    // that is larger is brought to that size and looked at once more, all together.
    private IEnumerable<DetectedFace> LookAgain(Picture picture, DetectedFace[] faces)
    {
        if (faces.Length == 0)
        {
            return [];
        }

        var contract = DetectionNetwork.Contract(AgainSide);
        var length = 3 * AgainSide * AgainSide;
        var planes = new float[faces.Length * length];
        FaceBox[] regions = [.. faces.Select(face =>
        {
            var side = AgainSide / FaceSide * Math.Sqrt(face.Box.Area);
            return new FaceBox(
                face.Box.Left + ((face.Box.Width - side) / 2),
                face.Box.Top + ((face.Box.Height - side) / 2),
                side,
                side);
        })];
        for (var index = 0; index < faces.Length; index++)
        {
            RegionPlanes.Fill(
                picture, regions[index], AgainSide, AgainSide, contract.Mean, contract.Factor,
                planes.AsSpan(index * length, length));
        }

        var results = Run(planes, faces.Length, AgainSide, AgainSide);
        return faces.Select((face, index) =>
        {
            var best = Faces(results, index, faces.Length, AgainSide, LeastAgain)
                .Select(seen => In(seen, regions[index]))
                .Where(seen => BoxSuppression.Share(seen.Box, face.Box) >= SameFace)
                .MaxBy(seen => seen.Score);
            return best is null
                ? face with { Score = face.Score / 2 }
                : best with { Score = (face.Score + best.Score) / 2 };
        });
    }

    private SessionOutput[] Run(float[] planes, int count, int width, int height) =>
        session.Run(SingleShotGraph.Pictures, planes, [count, 3, height, width], SingleShotGraph.Outputs);

    private static IEnumerable<DetectedFace> Faces(
        SessionOutput[] results, int index, int count, int width, double threshold) =>
        DetectionNetwork.Strides.SelectMany((stride, level) =>
        {
            var own = results[level].Values.Length / count;
            var cells = new GridOutput(
                results[level].Values.AsMemory(index * own, own), DetectionNetwork.NumbersPerCell, AreMaps: true);
            return new GridLevel(
                stride,
                width / stride,
                Offset: 0.5,
                PointShift: 0.5,
                Scores(cells.Maps(0, 1)),
                cells.Maps(1, 4),
                cells.Maps(5, 10)).Above(threshold);
        });

    private static DetectedFace In(DetectedFace face, FaceBox region)
    {
        var pixels = region.Width / AgainSide;
        return face with
        {
            Box = new FaceBox(
                region.Left + (face.Box.Left * pixels),
                region.Top + (face.Box.Top * pixels),
                face.Box.Width * pixels,
                face.Box.Height * pixels),
            Landmarks = Landmarks.From([.. face.Landmarks.ToArray().Select(point => new PixelPoint(
                region.Left + ((point.X + 0.5) * pixels) - 0.5, region.Top + ((point.Y + 0.5) * pixels) - 0.5))]),
        };
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
