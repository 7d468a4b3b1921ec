using SkiaSharp;

namespace NormFace.Synthesis;

/// <summary>Head, ears, neck, skin and beard.</summary>
internal static class HeadDrawing
{
    private const float Depth = -0.55f; // the outline lies behind the eyes

    public static SKPath Outline(FaceSketch sketch)
    {
        var who = sketch.Identity;
        var open = sketch.Condition.MouthOpen * 3;
        return FaceSketch.Smooth(
            sketch.At(0, -6, Depth),
            sketch.At(who.TempleWidth * 0.72f, 3, Depth),
            sketch.At(who.TempleWidth, 32, Depth),
            sketch.At(who.CheekWidth, 60, Depth),
            sketch.At(who.JawWidth, 88, Depth * 0.7f),
            sketch.At(who.ChinWidth, who.ChinHeight - 2 + open, -0.1f),
            sketch.At(0, who.ChinHeight + open, 0),
            sketch.At(-who.ChinWidth, who.ChinHeight - 2 + open, -0.1f),
            sketch.At(-who.JawWidth, 88, Depth * 0.7f),
            sketch.At(-who.CheekWidth, 60, Depth),
            sketch.At(-who.TempleWidth, 32, Depth),
            sketch.At(-who.TempleWidth * 0.72f, 3, Depth));
    }

    public static void Draw(FaceSketch sketch)
    {
        var who = sketch.Identity;
        // neck, in the chin's shadow
        sketch.Dot(sketch.At(0, 122, -0.8f), who.JawWidth * 0.72f, 28, FaceSketch.Fill(Tint.Scaled(who.Skin, 0.52f)));
        Ear(sketch, -1);
        Ear(sketch, 1);
        sketch.Shape(Outline(sketch), FaceSketch.Fill(who.Skin));
        Shade(sketch);
        Marks(sketch);
    }

    public static void DrawBeard(FaceSketch sketch)
    {
        var who = sketch.Identity;
        var open = sketch.Condition.MouthOpen * 3;
        var color = Tint.Scaled(who.HairColor, 0.85f);
        if (who.Beard is BeardStyle.Stubble or BeardStyle.Full)
        {
            using var outline = Outline(sketch);
            sketch.Canvas.Save();
            sketch.Canvas.ClipPath(outline, antialias: true);
            sketch.Shape(
                FaceSketch.Smooth(
                    sketch.At(-44, 62, -0.6f),
                    sketch.At(-who.JawWidth * 0.72f, 84, 0),
                    sketch.At(-9, 85, 0.4f),
                    sketch.At(0, 83, 0.5f),
                    sketch.At(9, 85, 0.4f),
                    sketch.At(who.JawWidth * 0.72f, 84, 0),
                    sketch.At(44, 62, -0.6f),
                    sketch.At(46, 124, 0),
                    sketch.At(-46, 124, 0)),
                FaceSketch.Fill(color, who.Beard == BeardStyle.Full ? 0.92f : 0.26f));
            sketch.Canvas.Restore();
        }

        if (who.Beard is BeardStyle.Moustache or BeardStyle.Goatee)
        {
            var top = who.MouthHeight - who.UpperLip;
            var width = who.MouthWidth * 0.95f;
            sketch.Shape(
                FaceSketch.Smooth(
                    sketch.At(-width, top + 1.5f, 0.3f),
                    sketch.At(-5, top - 5, 0.5f),
                    sketch.At(0, top - 4, 0.5f),
                    sketch.At(5, top - 5, 0.5f),
                    sketch.At(width, top + 1.5f, 0.3f), sketch.At(0, top, 0.5f)),
                FaceSketch.Fill(color, 0.9f));
        }

        if (who.Beard == BeardStyle.Goatee)
        {
            sketch.Dot(
                sketch.At(0, who.ChinHeight - 5 + open, 0.2f),
                who.ChinWidth * 0.6f,
                6.5f,
                FaceSketch.Fill(color, 0.9f));
        }
    }

    private static void Ear(FaceSketch sketch, int side)
    {
        var who = sketch.Identity;
        var centre = sketch.At(side * (who.CheekWidth + 2), 58, -1);
        sketch.Dot(centre, who.EarSize * 0.62f, who.EarSize * 1.3f, FaceSketch.Fill(Tint.Scaled(who.Skin, 0.93f)));
        sketch.Dot(centre, who.EarSize * 0.3f, who.EarSize * 0.8f, FaceSketch.Fill(Tint.Scaled(who.Skin, 0.74f)));
    }

    // Roundness: the skin darkens towards the outline, more on the side away from the light.
    private static void Shade(FaceSketch sketch)
    {
        var what = sketch.Condition;
        using var outline = Outline(sketch);
        var centre = new SKPoint(
            FaceSketch.Middle + (MathF.Cos(what.LightAngle) * what.LightStrength * 22),
            58 + (MathF.Sin(what.LightAngle) * what.LightStrength * 22));
        using var shader = SKShader.CreateRadialGradient(
            centre,
            66,
            [SKColors.Transparent, new SKColor(60, 20, 10, 16), new SKColor(40, 14, 10, 110)],
            [0, 0.55f, 1],
            SKShaderTileMode.Clamp);
        using var paint = new SKPaint { Shader = shader, IsAntialias = true };
        sketch.Canvas.DrawPath(outline, paint);
    }

    private static void Marks(FaceSketch sketch)
    {
        var who = sketch.Identity;
        foreach (var side in (ReadOnlySpan<int>)[-1, 1])
        {
            sketch.Dot(sketch.At(side * 21, 73, 0.1f), 8.5f, 6, FaceSketch.Fill(new SKColor(226, 84, 72), who.Blush));
            var bag = FaceSketch.Bow(
                sketch.At(side * 11, 59, 0.1f), sketch.At(side * 18, 63, 0.1f), sketch.At(side * 25, 58, 0));
            sketch.Shape(bag, FaceSketch.Stroke(Tint.Scaled(who.Skin, 0.6f), 1, who.Age * 0.7f));
            var fold = FaceSketch.Bow(
                sketch.At(side * 10, 76, 0.5f), sketch.At(side * 17, 82, 0.3f), sketch.At(side * 18, 92, 0.2f));
            sketch.Shape(fold, FaceSketch.Stroke(Tint.Scaled(who.Skin, 0.62f), 1.2f, (who.Age - 0.3f) * 0.8f));
        }

        foreach (var freckle in who.Freckles)
        {
            sketch.Dot(
                sketch.At(freckle.X - FaceSketch.Middle, freckle.Y, 0.2f),
                0.75f,
                0.75f,
                FaceSketch.Fill(Tint.Scaled(who.Skin, 0.62f), 0.8f));
        }

        foreach (var mole in who.Moles)
        {
            sketch.Dot(
                sketch.At(mole.X - FaceSketch.Middle, mole.Y, 0.2f),
                1.5f,
                1.5f,
                FaceSketch.Fill(Tint.Scaled(who.Skin, 0.32f)));
        }
    }
}
