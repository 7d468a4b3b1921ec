using SkiaSharp;

namespace NormFace.Synthesis;

/// <summary>Eyes, brows, nose, mouth and glasses.</summary>
internal static class FeatureDrawing
{
    public static void Draw(FaceSketch sketch)
    {
        Nose(sketch);
        foreach (var side in (ReadOnlySpan<int>)[-1, 1])
        {
            Eye(sketch, side);
            Brow(sketch, side);
        }

        HeadDrawing.DrawBeard(sketch);
        Mouth(sketch);
        Glasses(sketch);
    }

    private static void Eye(FaceSketch sketch, int side)
    {
        var who = sketch.Identity;
        var what = sketch.Condition;
        var height = who.EyeHeight * what.EyeOpen;
        SKPoint At(float along, float up) => // along: from the inner corner (-1) to the outer (1)
            sketch.At(
                side * (who.EyeSpacing + (along * who.EyeWidth)), FaceSketch.EyeRow - up - (along * who.EyeTilt), 0);

        // socket
        sketch.Dot(
            At(0, 1), who.EyeWidth * 1.25f, who.EyeHeight * 1.9f, FaceSketch.Fill(Tint.Scaled(who.Skin, 0.7f), 0.28f));
        using var opening = FaceSketch.Smooth(
            At(-1, -0.4f),
            At(-0.4f, height * 0.85f),
            At(0.35f, height * 0.9f),
            At(1, 0.3f),
            At(0.3f, -height * 0.75f),
            At(-0.45f, -height * 0.65f));
        sketch.Canvas.Save();
        sketch.Canvas.ClipPath(opening, antialias: true);
        var white = At(0, 0);
        sketch.Dot(white, 14, 10, FaceSketch.Fill(new SKColor(240, 236, 230)));
        var iris = new SKPoint(white.X + what.Gaze.X + (what.Yaw * 1.2f), white.Y + what.Gaze.Y);
        sketch.Dot(iris, who.IrisSize, who.IrisSize, FaceSketch.Fill(who.Iris));
        sketch.Dot(iris, who.IrisSize * 0.48f, who.IrisSize * 0.48f, FaceSketch.Fill(new SKColor(12, 10, 12)));
        sketch.Dot(new SKPoint(iris.X + 1.2f, iris.Y - 1.3f), 0.9f, 0.9f, FaceSketch.Fill(SKColors.White, 0.9f));
        sketch.Canvas.Restore();

        var lash = FaceSketch.Bow(At(-1, -0.4f), At(0, height * 1.75f), At(1.1f, 0.6f));
        sketch.Shape(lash, FaceSketch.Stroke(new SKColor(34, 22, 20), who.LashWeight));
        var crease = FaceSketch.Bow(
            At(-0.8f, who.EyeHeight * 0.8f), At(0, who.EyeHeight * 2.3f), At(1.05f, who.EyeHeight * 0.7f));
        sketch.Shape(crease, FaceSketch.Stroke(Tint.Scaled(who.Skin, 0.55f), 0.8f, 0.6f));
    }

    private static void Brow(FaceSketch sketch, int side)
    {
        var who = sketch.Identity;
        var row = FaceSketch.EyeRow - who.BrowHeight - sketch.Condition.BrowRaise;
        var inner = sketch.At(side * (who.EyeSpacing - who.BrowLength), row + who.BrowTilt, 0.15f);
        var outer = sketch.At(side * (who.EyeSpacing + who.BrowLength), row - who.BrowTilt + 1, 0);
        var peak = sketch.At(side * (who.EyeSpacing + 2.5f), row - (who.BrowArch * 1.8f), 0.1f);
        sketch.Shape(FaceSketch.Bow(inner, peak, outer), FaceSketch.Stroke(who.BrowColor, who.BrowThickness, 0.92f));
    }

    private static void Nose(FaceSketch sketch)
    {
        var who = sketch.Identity;
        var tip = FaceSketch.EyeRow + who.NoseLength;
        var dark = Tint.Scaled(who.Skin, 0.62f);
        var side = sketch.Condition.Yaw >= 0 ? 1 : -1; // the far side of the bridge is in shade
        sketch.Shape(
            FaceSketch.Bow(
                sketch.At(side * who.NoseBridge, 50, 0.2f),
                sketch.At(side * who.NoseBridge * 0.8f, tip - 8, 0.8f),
                sketch.At(side * who.NoseWidth * 0.8f, tip - 2, 0.8f)),
            FaceSketch.Stroke(dark, 1.5f, 0.55f));
        sketch.Dot(
            sketch.At(0, tip - 2.5f, 1),
            who.NoseWidth * 0.62f,
            4.2f,
            FaceSketch.Fill(Tint.Scaled(who.Skin, 1.08f), 0.75f));
        foreach (var wing in (ReadOnlySpan<int>)[-1, 1])
        {
            sketch.Shape(
                FaceSketch.Bow(
                    sketch.At(wing * who.NoseWidth * 0.8f, tip - 4, 0.7f),
                    sketch.At(wing * who.NoseWidth * 1.25f, tip + 0.5f, 0.75f),
                    sketch.At(wing * who.NoseWidth * 0.5f, tip + 1.6f, 0.85f)),
                FaceSketch.Stroke(dark, 1.3f, 0.85f));
            sketch.Dot(
                sketch.At(wing * who.NoseWidth * 0.42f, tip + 1.2f, 0.9f),
                1.7f,
                1.0f,
                FaceSketch.Fill(Tint.Scaled(who.Skin, 0.34f)));
        }
    }

    private static void Mouth(FaceSketch sketch)
    {
        var who = sketch.Identity;
        var what = sketch.Condition;
        var width = who.MouthWidth * (1 + (0.14f * what.Smile) - (0.1f * what.MouthOpen));
        var row = who.MouthHeight;
        var corner = -2.6f * what.Smile;
        var gap = what.MouthOpen * 7;
        SKPoint At(float x, float y) => sketch.At(x, row + y, 0.4f - (0.3f * MathF.Abs(x) / 14));

        if (gap > 0.5f)
        {
            using var inside = FaceSketch.Smooth(
                At(-width, corner), At(0, -0.6f), At(width, corner), At(width * 0.45f, gap), At(-width * 0.45f, gap));
            sketch.Canvas.Save();
            sketch.Canvas.ClipPath(inside, antialias: true);
            sketch.Dot(At(0, 2), 24, 14, FaceSketch.Fill(new SKColor(58, 16, 20)));
            sketch.Dot(At(0, -0.5f), width * 0.9f, 2.8f, FaceSketch.Fill(new SKColor(244, 240, 232)));
            sketch.Canvas.Restore();
        }

        sketch.Shape(
            FaceSketch.Smooth(
                At(-width, corner),
                At(-width * 0.35f, -who.UpperLip),
                At(0, -who.UpperLip * 0.72f),
                At(width * 0.35f, -who.UpperLip),
                At(width, corner),
                At(0, 0.5f)),
            FaceSketch.Fill(Tint.Scaled(who.Lips, 0.88f)));
        sketch.Shape(
            FaceSketch.Smooth(
                At(-width, corner),
                At(0, gap + 0.2f),
                At(width, corner),
                At(width * 0.45f, gap + (who.LowerLip * 0.95f)),
                At(-width * 0.45f, gap + (who.LowerLip * 0.95f))),
            FaceSketch.Fill(who.Lips));
        if (gap <= 0.5f)
        {
            sketch.Shape(
                FaceSketch.Bow(At(-width, corner), At(0, 0.8f - corner), At(width, corner)),
                FaceSketch.Stroke(Tint.Scaled(who.Lips, 0.45f), 1));
        }
    }

    private static void Glasses(FaceSketch sketch)
    {
        var who = sketch.Identity;
        if (who.Glasses == GlassesStyle.None)
        {
            return;
        }

        var (width, height, corner) = who.Glasses == GlassesStyle.Round ? (12.5f, 12f, 12f) : (13.5f, 9f, 3f);
        var weight = who.Glasses == GlassesStyle.Round ? 1.5f : 2.2f;
        foreach (var side in (ReadOnlySpan<int>)[-1, 1])
        {
            var centre = sketch.At(side * 17.6f, FaceSketch.EyeRow + 1, 0.45f);
            var (x, y) = (width * who.GlassesSize, height * who.GlassesSize);
            var box = new SKRect(centre.X - x, centre.Y - y, centre.X + x, centre.Y + y);
            using (var glint = FaceSketch.Fill(SKColors.White, 0.10f))
            using (var frame = FaceSketch.Stroke(who.GlassesColor, weight))
            {
                sketch.Canvas.DrawRoundRect(box, corner, corner, glint);
                sketch.Canvas.DrawRoundRect(box, corner, corner, frame);
            }

            var outer = new SKPoint(centre.X + (side * x), centre.Y - 2);
            sketch.Shape(
                FaceSketch.Bow(outer, outer, sketch.At(side * (who.CheekWidth + 2), 50, -1)),
                FaceSketch.Stroke(who.GlassesColor, weight));
            if (who.Glasses == GlassesStyle.Browline)
            {
                var top = centre.Y - y;
                sketch.Shape(
                    FaceSketch.Bow(
                        new SKPoint(centre.X - x, top),
                        new SKPoint(centre.X, top - 1.5f),
                        new SKPoint(centre.X + x, top)),
                    FaceSketch.Stroke(who.GlassesColor, 4));
            }
        }

        sketch.Shape(
            FaceSketch.Bow(sketch.At(-5, 50, 0.5f), sketch.At(0, 47.5f, 0.6f), sketch.At(5, 50, 0.5f)),
            FaceSketch.Stroke(who.GlassesColor, weight));
    }
}
