using SkiaSharp;

namespace NormFace.Synthesis;

/// <summary>Background, and things before the face.</summary>
internal static class OcclusionDrawing
{
    public static void DrawBackground(FaceSketch sketch)
    {
        var what = sketch.Condition;
        var draws = new Draws(what.TextureSeed, 1);
        var area = new SKRect(-60, -60, 156, 172); // beyond the picture on all sides, since it is turned and shifted
        using var shader = SKShader.CreateLinearGradient(
            new SKPoint(0, 0),
            new SKPoint(draws.Between(-60, 60), 112),
            [what.BackgroundTop, what.BackgroundBottom],
            SKShaderTileMode.Clamp);
        using var paint = new SKPaint { Shader = shader };
        sketch.Canvas.DrawRect(area, paint);
        for (var blob = 0; blob < 4; blob++)
        {
            var color = Tint.Between(
                what.BackgroundTop,
                new SKColor((byte)draws.Below(256), (byte)draws.Below(256), (byte)draws.Below(256)),
                0.6f);
            sketch.Dot(
                new SKPoint(draws.Between(-10, 106), draws.Between(-10, 122)),
                draws.Between(6, 30),
                draws.Between(6, 34),
                FaceSketch.Fill(color, 0.6f));
        }
    }

    public static void Draw(FaceSketch sketch)
    {
        var draws = new Draws(sketch.Condition.TextureSeed, 2);
        var color = new SKColor((byte)draws.Below(230), (byte)draws.Below(230), (byte)draws.Below(230));
        switch (sketch.Condition.Occlusion)
        {
            case Occlusion.Patch:
                Patch(sketch, draws, color);
                break;
            case Occlusion.Hand:
                Hand(sketch, draws);
                break;
            case Occlusion.Scarf:
                Scarf(sketch, draws, color);
                break;
            case Occlusion.Hat:
                Hat(sketch, draws, color);
                break;
        }
    }

    private static void Patch(FaceSketch sketch, Draws draws, SKColor color)
    {
        var (x, y) = (draws.Between(16, 80), draws.Between(24, 104));
        sketch.Canvas.Save();
        sketch.Canvas.RotateDegrees(draws.Between(-40, 40), x, y);
        using var paint = FaceSketch.Fill(color);
        sketch.Canvas.DrawRect(SKRect.Create(x - 16, y - 10, draws.Between(18, 36), draws.Between(12, 26)), paint);
        sketch.Canvas.Restore();
    }

    private static void Hand(FaceSketch sketch, Draws draws)
    {
        var side = draws.Chance(0.5) ? 1 : -1;
        var skin = Tint.Scaled(sketch.Identity.Skin, draws.Between(0.82, 1.05));
        var row = draws.Between(62, 96);
        var reach = draws.Between(14, 34);
        for (var finger = 0; finger < 4; finger++)
        {
            var y = row + (finger * 7.5f);
            var from = new SKPoint(FaceSketch.Middle + (side * 60), y + 12);
            var to = new SKPoint(FaceSketch.Middle + (side * (48 - reach + (finger % 3 * 3))), y);
            sketch.Shape(
                FaceSketch.Bow(from, new SKPoint((from.X + to.X) / 2, y - 2), to),
                FaceSketch.Stroke(Tint.Scaled(skin, 0.6f), 8.4f));
            sketch.Shape(
                FaceSketch.Bow(from, new SKPoint((from.X + to.X) / 2, y - 2), to), FaceSketch.Stroke(skin, 7.2f));
        }
    }

    private static void Scarf(FaceSketch sketch, Draws draws, SKColor color)
    {
        var top = draws.Between(78, 98);
        var bend = draws.Between(-3, 7);
        using var path = FaceSketch.Bow(
            new SKPoint(-30, top - 4), new SKPoint(FaceSketch.Middle, top + bend), new SKPoint(126, top - 4));
        path.LineTo(126, 180);
        path.LineTo(-30, 180);
        path.Close();
        using var fill = FaceSketch.Fill(color);
        sketch.Canvas.DrawPath(path, fill);
        for (var stripe = 1; stripe < 5; stripe++)
        {
            var y = top + (stripe * 8);
            sketch.Shape(
                FaceSketch.Bow(
                    new SKPoint(-30, y - 4), new SKPoint(FaceSketch.Middle, y + bend), new SKPoint(126, y - 4)),
                FaceSketch.Stroke(Tint.Scaled(color, 0.65f), 2.4f));
        }
    }

    private static void Hat(FaceSketch sketch, Draws draws, SKColor color)
    {
        var brim = draws.Between(14, 27);
        sketch.Dot(new SKPoint(FaceSketch.Middle, -14), 54, brim + 14, FaceSketch.Fill(color));
        sketch.Shape(
            FaceSketch.Bow(
                new SKPoint(-10, brim + 2), new SKPoint(FaceSketch.Middle, brim - 7), new SKPoint(106, brim + 2)),
            FaceSketch.Stroke(Tint.Scaled(color, 0.7f), 6));
    }
}
