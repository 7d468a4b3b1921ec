using NormFace.Alignment;
using NormFace.Detection;

namespace NormFace.DetectorTraining;

/// <summary>What is learned from two teachers: only what both are sure of.</summary>
/// <remarks>
/// A face counts where MTCNN is at 0.95 or more, YuNet at 0.6 or more, and their boxes share 0.4 of what they cover.
/// All else that either found is ignored. Pictures of animals are the exception: all else is background there, as MTCNN
/// finds faces in one of eight of them.
/// </remarks>
internal sealed class TeacherAgreement
{
    private const double SureMtcnn = 0.95, SureYuNet = 0.6, SharedByBoth = 0.4;

    // Embedding networks are trained on crops by MTCNN's points; the other teacher takes off some of their noise.
    private const double YuNetShare = 0.25;

    private readonly (double X, double Y)[] habits;

    private TeacherAgreement((double X, double Y)[] habits) => this.habits = habits;

    /// <summary>Learns how YuNet's points differ from MTCNN's on average, so that their mean can be taken without
    /// moving MTCNN's convention, for which embedding networks are trained.</summary>
    public static TeacherAgreement Of(IEnumerable<TeacherLabels> labels)
    {
        var (sums, count) = (new (double X, double Y)[5], 0);
        foreach (var (first, second) in labels.SelectMany(Pairs))
        {
            var (frame, to) = (FaceFrame.Of(first), second.Landmarks.ToArray());
            var from = first.Landmarks.ToArray();
            for (var index = 0; index < sums.Length; index++)
            {
                var (x, y) = frame.Into(from[index].X - to[index].X, from[index].Y - to[index].Y);
                sums[index] = (sums[index].X + x, sums[index].Y + y);
            }

            count++;
        }

        return new TeacherAgreement(
            [.. sums.Select(sum => count == 0 ? (0, 0) : (sum.X / count, sum.Y / count))]);
    }

    /// <summary>The faces of a picture, and the places to ignore.</summary>
    public IReadOnlyList<LabelledFace> Faces(TeacherLabels labels, bool isOfAnimals)
    {
        var pairs = Pairs(labels).ToArray();
        LabelledFace[] faces = [.. pairs.Select(pair => Joined(pair.First, pair.Second))];
        return isOfAnimals
            ? faces
            : [.. faces, .. Others(labels, faces).Select(box => new LabelledFace(box, null))];
    }

    /// <summary>Places in a picture of animals that a teacher took for a face.</summary>
    public IReadOnlyList<FaceBox> Lures(TeacherLabels labels) =>
        [.. Others(labels, Faces(labels, isOfAnimals: true))];

    private static IEnumerable<FaceBox> Others(TeacherLabels labels, IReadOnlyList<LabelledFace> faces) =>
        labels.Mtcnn.Concat(labels.YuNet).Select(face => face.ToFace().Box)
            .Where(box => faces.All(face => Share(face.Box, box) < SharedByBoth));

    private static IEnumerable<(DetectedFace First, DetectedFace Second)> Pairs(TeacherLabels labels)
    {
        var others = labels.YuNet.Where(face => face.Score >= SureYuNet).Select(face => face.ToFace()).ToArray();
        foreach (var face in labels.Mtcnn.Where(face => face.Score >= SureMtcnn).Select(face => face.ToFace()))
        {
            if (others.MaxBy(other => Share(face.Box, other.Box)) is { } best
                && Share(face.Box, best.Box) >= SharedByBoth)
            {
                yield return (face, best);
            }
        }
    }

    private LabelledFace Joined(DetectedFace first, DetectedFace second)
    {
        var (frame, from, to) = (FaceFrame.Of(first), first.Landmarks.ToArray(), second.Landmarks.ToArray());
        var points = from.Select((point, index) =>
        {
            var (x, y) = frame.OutOf(habits[index].X, habits[index].Y);
            return new PixelPoint(
                point.X + (YuNetShare * (to[index].X + x - point.X)),
                point.Y + (YuNetShare * (to[index].Y + y - point.Y)));
        }).ToArray();
        var (one, other) = (first.Box, second.Box);
        return new LabelledFace(
            new FaceBox(
                (one.Left + other.Left) / 2,
                (one.Top + other.Top) / 2,
                (one.Width + other.Width) / 2,
                (one.Height + other.Height) / 2),
            Landmarks.From(points));
    }

    internal static double Share(FaceBox first, FaceBox second)
    {
        var shared = first.Shared(second);
        return shared / (first.Area + second.Area - shared);
    }

    // Directions and length of a face: along the eyes, and square to them, in distances of the eyes.
    private readonly record struct FaceFrame(double Cosine, double Sine, double Length)
    {
        public static FaceFrame Of(DetectedFace face)
        {
            var (left, right) = (face.Landmarks.LeftEye, face.Landmarks.RightEye);
            var length = Math.Max(1e-6, left.DistanceTo(right));
            return new FaceFrame((right.X - left.X) / length, (right.Y - left.Y) / length, length);
        }

        public (double X, double Y) Into(double x, double y) =>
            (((Cosine * x) + (Sine * y)) / Length, ((Cosine * y) - (Sine * x)) / Length);

        public (double X, double Y) OutOf(double x, double y) =>
            (((Cosine * x) - (Sine * y)) * Length, ((Sine * x) + (Cosine * y)) * Length);
    }
}
