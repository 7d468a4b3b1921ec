using SkiaSharp;

namespace NormFace.Synthesis;

/// <summary>Hair: what lies behind the head, and what lies on it.</summary>
internal static class HairDrawing
{
    private const float Depth = -0.35f;

    public static void DrawBehind(FaceSketch sketch)
    {
        var who = sketch.Identity;
        var color = FaceSketch.Fill(Tint.Scaled(who.HairColor, 0.7f));
        var wide = who.CheekWidth + who.HairVolume;
        switch (who.Hair)
        {
            case HairStyle.Long or HairStyle.CentreParted:
                sketch.Shape(
                    FaceSketch.Smooth(
                        sketch.At(0, -24, -1),
                        sketch.At(wide * 0.8f, -10, -1),
                        sketch.At(wide + 2, 40, -1),
                        sketch.At(wide + 4, 120, -1),
                        sketch.At(-wide - 4, 120, -1),
                        sketch.At(-wide - 2, 40, -1), sketch.At(-wide * 0.8f, -10, -1)),
                    color);
                break;
            case HairStyle.Curly:
                Curls(sketch, isBehind: true);
                color.Dispose();
                break;
            case HairStyle.Bald:
                color.Dispose();
                break;
            default:
                sketch.Dot(sketch.At(0, 26, -0.9f), who.TempleWidth + (who.HairVolume * 0.6f), 42, color);
                break;
        }
    }

    public static void DrawFront(FaceSketch sketch)
    {
        var who = sketch.Identity;
        if (who.Hair == HairStyle.Bald)
        {
            sketch.Dot(sketch.At(6, 10, -0.2f), 12, 5, FaceSketch.Fill(SKColors.White, 0.18f));
            return;
        }

        if (who.Hair == HairStyle.Curly)
        {
            Curls(sketch, isBehind: false);
            return;
        }

        using var cap = Cap(sketch);
        using (var fill = FaceSketch.Fill(who.HairColor, who.Hair == HairStyle.Buzzed ? 0.62f : 1))
        {
            sketch.Canvas.DrawPath(cap, fill);
        }

        if (who.Hair != HairStyle.Buzzed)
        {
            Strands(sketch, cap);
        }
    }

    // A ring that begins outside the picture and comes down to the hairline; sides reach the temples.
    private static SKPath Cap(FaceSketch sketch)
    {
        var who = sketch.Identity;
        var wide = who.TempleWidth + (who.HairVolume * 0.5f);
        var sides = who.Hair switch
        {
            HairStyle.Buzzed or HairStyle.Receding => 38,
            HairStyle.Long or HairStyle.CentreParted => 96,
            _ => 52,
        };
        var inner =
            who.Hair is HairStyle.Long or HairStyle.CentreParted ? who.TempleWidth - 3.5f : who.TempleWidth - 1.5f;
        SKPoint P(float x, float y) => sketch.At(x, y, Depth);
        var line = who.Hairline;
        var part = who.PartSide;
        var (left, middle, right) = who.Hair switch
        {
            HairStyle.SideParted => (line + 4 + (6 * part), line - 1, line + 4 - (6 * part)),
            HairStyle.Fringe => (line + 16, line + 17, line + 16),
            HairStyle.CentreParted => (line + 17, line - 10, line + 17),
            HairStyle.Receding => (line - 14, line + 1, line - 14),
            HairStyle.Long => (line + 3 + (9 * part), line + 2, line + 3 - (9 * part)),
            _ => (line + 2, line, line + 2),
        };
        return FaceSketch.Smooth(
            P(-wide - 1, sides),
            P(-wide - 1.5f, 10),
            P(-wide * 0.8f, -14),
            P(0, -26),
            P(wide * 0.8f, -14),
            P(wide + 1.5f, 10),
            P(wide + 1, sides),
            P(inner, sides - 6),
            P(inner - 2, 26),
            P(who.TempleWidth * 0.55f, right),
            P(0, middle),
            P(-who.TempleWidth * 0.55f, left),
            P(-inner + 2, 26),
            P(-inner, sides - 6));
    }

    private static void Strands(FaceSketch sketch, SKPath cap)
    {
        var who = sketch.Identity;
        var draws = new Draws(who.TextureSeed);
        sketch.Canvas.Save();
        sketch.Canvas.ClipPath(cap, antialias: true);
        for (var strand = 0; strand < 18; strand++)
        {
            var x = draws.Between(-42, 42);
            var color = Tint.Scaled(who.HairColor, draws.Chance(0.5) ? 1.35f : 0.68f);
            sketch.Shape(
                FaceSketch.Bow(
                    sketch.At(x * 0.35f, -12, Depth),
                    sketch.At(x, 4, Depth),
                    sketch.At(x * 1.12f, draws.Between(22, 60), Depth)),
                FaceSketch.Stroke(color, draws.Between(0.7, 2), 0.5f));
        }

        sketch.Canvas.Restore();
    }

    private static void Curls(FaceSketch sketch, bool isBehind)
    {
        var who = sketch.Identity;
        var draws = new Draws(who.TextureSeed, isBehind ? 1 : 2);
        var count = isBehind ? 46 : 34;
        for (var curl = 0; curl < count; curl++)
        {
            var angle = Math.PI * (isBehind ? draws.Between(-0.35, 1.35) : draws.Between(0.06, 0.94));
            var reach = isBehind ? who.CheekWidth + draws.Between(0, 6) : who.TempleWidth - draws.Between(-4, 4);
            var height = isBehind ? 64 : 52 - who.Hairline + 6;
            var centre = sketch.At(
                (float)(Math.Cos(angle) * reach), 46 - (float)(Math.Sin(angle) * height), isBehind ? -1 : Depth);
            var size = (isBehind ? 7 : 5.2f) + draws.Normal(1);
            sketch.Dot(centre, size, size, FaceSketch.Fill(Tint.Scaled(who.HairColor, draws.Between(0.72, 1.2))));
        }

        if (!isBehind)
        {
            sketch.Dot(sketch.At(0, -14, Depth), who.TempleWidth, 12 + who.Hairline, FaceSketch.Fill(who.HairColor));
        }
    }
}
