using NormFace.Alignment;
using NormFace.Sampling;

namespace NormFace.DetectorTraining;

/// <summary>Composes the pictures of training: single faces of any size, mosaics of small ones, backgrounds.</summary>
/// <remarks>A canvas is a pure function of seed, step and place in the batch.</remarks>
/// <param name="faces">Pictures with at least one face to learn, set by set; each set is drawn as often.</param>
/// <param name="backgrounds">Pictures without.</param>
/// <param name="side">Side of a canvas.</param>
/// <param name="seed">Seed of the run.</param>
internal sealed class CanvasComposer(
    IReadOnlyList<IReadOnlyList<LabelledPicture>> faces,
    IReadOnlyList<LabelledPicture> backgrounds,
    int side,
    long seed)
{
    private const long Purpose = 0x636f6d70;
    private const double MosaicShare = 0.65, BackgroundShare = 0.1, SmallestFace = 10, FaceShare = 0.65,
        LureShare = 0.2;

    private readonly LabelledPicture[] luring = [.. backgrounds.Where(picture => picture.Lures.Count > 0)];

    private FaceBox Whole => new(0, 0, side, side);

    /// <summary>Composes a canvas.</summary>
    public TrainingCanvas Compose(long step, long place)
    {
        var draws = new SeededDraw(seed, step, place, Purpose);
        var canvas = new TrainingCanvas(side);
        var kind = draws.NextUnit();
        if (kind < BackgroundShare)
        {
            DrawBackground(canvas, ref draws, Whole);
            DrawLure(canvas, ref draws, Whole, LogUniform(ref draws, 20, 0.95 * side));
        }
        else if (kind < BackgroundShare + MosaicShare)
        {
            DrawMosaic(canvas, ref draws);
        }
        else
        {
            DrawBackground(canvas, ref draws, Whole);
            DrawFace(canvas, ref draws, Whole, LogUniform(ref draws, 20, 0.95 * side), margin: 0.3);
        }

        CanvasWear.Apply(canvas, ref draws);
        return canvas;
    }

    private void DrawMosaic(TrainingCanvas canvas, ref SeededDraw draws)
    {
        var count = 2 + draws.NextIndex(4); // 2 to 5 cells a row
        var cell = (double)side / count;
        for (var row = 0; row < count; row++)
        {
            for (var column = 0; column < count; column++)
            {
                var (left, top) = (Math.Round(column * cell), Math.Round(row * cell));
                var part = new FaceBox(
                    left, top, Math.Round((column + 1) * cell) - left, Math.Round((row + 1) * cell) - top);
                DrawBackground(canvas, ref draws, part);
                var (content, size) = (draws.NextUnit(), LogUniform(ref draws, SmallestFace, 0.9 * cell));
                if (content < FaceShare)
                {
                    DrawFace(canvas, ref draws, part, size, margin: 0.35);
                }
                else if (content < FaceShare + LureShare)
                {
                    DrawLure(canvas, ref draws, part, size);
                }
            }
        }
    }

    // A background that covers the part but for corners, over a plain colour.
    private void DrawBackground(TrainingCanvas canvas, ref SeededDraw draws, FaceBox part)
    {
        canvas.Fill(part, (byte)draws.NextIndex(256), (byte)draws.NextIndex(256), (byte)draws.NextIndex(256));
        var picture = backgrounds[draws.NextIndex(backgrounds.Count)];
        var (width, height) = (picture.Pixels.Width, picture.Pixels.Height);
        var covering = Math.Max(part.Width / width, part.Height / height);
        var zoom = LogUniform(ref draws, 1, 2.5);
        var (spareX, spareY) = (width - (part.Width / (covering * zoom)), height - (part.Height / (covering * zoom)));
        var placement = new Placement(
            new PixelPoint(
                (width / 2.0) + ((draws.NextUnit() - 0.5) * spareX),
                (height / 2.0) + ((draws.NextUnit() - 0.5) * spareY)),
            part.Middle,
            covering * zoom,
            Turn(ref draws),
            draws.NextIndex(2) == 1);
        canvas.Draw(picture, placement, part);
    }

    private void DrawFace(TrainingCanvas canvas, ref SeededDraw draws, FaceBox part, double size, double margin)
    {
        var set = faces[draws.NextIndex(faces.Count)];
        var picture = set[draws.NextIndex(set.Count)];
        var face = picture.Learned[draws.NextIndex(picture.Learned.Count)];
        DrawPlace(canvas, ref draws, part, picture, face.Box, size, margin);
    }

    private void DrawLure(TrainingCanvas canvas, ref SeededDraw draws, FaceBox part, double size)
    {
        if (luring.Length > 0)
        {
            var picture = luring[draws.NextIndex(luring.Length)];
            var lure = picture.Lures[draws.NextIndex(picture.Lures.Count)];
            DrawPlace(canvas, ref draws, part, picture, lure, size, margin: 0.3);
        }
    }

    // A place of a picture, of a stated size, anywhere in the part.
    private static void DrawPlace(
        TrainingCanvas canvas,
        ref SeededDraw draws,
        FaceBox part,
        LabelledPicture picture,
        FaceBox place,
        double size,
        double margin)
    {
        var inner = Math.Min(margin * size, 0.5 * Math.Min(part.Width, part.Height));
        var placement = new Placement(
            place.Middle,
            new PixelPoint(
                part.Left + inner + (draws.NextUnit() * (part.Width - (2 * inner))),
                part.Top + inner + (draws.NextUnit() * (part.Height - (2 * inner)))),
            size / Math.Sqrt(place.Area),
            Turn(ref draws),
            draws.NextIndex(2) == 1);
        canvas.Draw(picture, placement, part);
    }

    // Half of the pictures are turned a little, half by up to 35 degrees.
    private static double Turn(ref SeededDraw draws)
    {
        var most = draws.NextIndex(2) == 0 ? 8 : 35;
        return ((2 * draws.NextUnit()) - 1) * most;
    }

    private static double LogUniform(ref SeededDraw draws, double low, double high) =>
        low * Math.Pow(Math.Max(high, low) / low, draws.NextUnit());
}
