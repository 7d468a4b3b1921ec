using SkiaSharp;

namespace NormFace.Synthesis;

/// <summary>
/// A canvas in template units on which a turned face is drawn: points nearer to the camera move further.
/// </summary>
internal sealed class FaceSketch(SKCanvas canvas, SyntheticIdentity identity, SyntheticCondition condition)
{
    /// <summary>Column of the axis of the face on the template.</summary>
    public const float Middle = 48;

    /// <summary>Row of the eyes on the template.</summary>
    public const float EyeRow = 51.6f;

    private const float TurnShift = 6.5f;  // how far a nose's tip moves at a full turn
    private const float NodShift = 5.5f;
    private const float Narrowing = 0.10f; // of the side that turns away

    public SKCanvas Canvas { get; } = canvas;

    public SyntheticIdentity Identity { get; } = identity;

    public SyntheticCondition Condition { get; } = condition;

    /// <summary>Where a point of the face is seen.</summary>
    /// <param name="x">Distance from the axis, in template units.</param>
    /// <param name="y">Row on the template.</param>
    /// <param name="depth">1 for the tip of the nose, 0 for the eyes, −1 for the ears.</param>
    public SKPoint At(float x, float y, float depth)
    {
        var away = MathF.Sign(x) == MathF.Sign(Condition.Yaw) ? MathF.Abs(Condition.Yaw) : 0;
        return new SKPoint(
            Middle + (x * (1 - (Narrowing * away))) + (Condition.Yaw * depth * TurnShift),
            y + (Condition.Pitch * depth * NodShift));
    }

    public static SKPaint Fill(SKColor color, float opacity = 1) =>
        new() { Color = color.WithAlpha((byte)(255 * Math.Clamp(opacity, 0, 1))), IsAntialias = true };

    public static SKPaint Stroke(SKColor color, float width, float opacity = 1) => new()
    {
        Color = color.WithAlpha((byte)(255 * Math.Clamp(opacity, 0, 1))),
        IsAntialias = true,
        Style = SKPaintStyle.Stroke,
        StrokeWidth = Math.Max(width, 0.3f),
        StrokeCap = SKStrokeCap.Round,
        StrokeJoin = SKStrokeJoin.Round,
    };

    public void Shape(SKPath path, SKPaint paint)
    {
        using (path)
        using (paint)
        {
            Canvas.DrawPath(path, paint);
        }
    }

    public void Dot(SKPoint centre, float width, float height, SKPaint paint)
    {
        using (paint)
        {
            Canvas.DrawOval(centre.X, centre.Y, width, height, paint);
        }
    }

    /// <summary>A bent line.</summary>
    public static SKPath Bow(SKPoint from, SKPoint over, SKPoint to)
    {
        var path = new SKPath();
        path.MoveTo(from);
        path.QuadTo(over, to);
        return path;
    }

    /// <summary>A closed smooth line through points (Catmull-Rom).</summary>
    public static SKPath Smooth(params ReadOnlySpan<SKPoint> points)
    {
        var path = new SKPath();
        path.MoveTo(points[0]);
        for (var index = 0; index < points.Length; index++)
        {
            var before = points[(index + points.Length - 1) % points.Length];
            var from = points[index];
            var to = points[(index + 1) % points.Length];
            var after = points[(index + 2) % points.Length];
            path.CubicTo(
                from.X + ((to.X - before.X) / 6), from.Y + ((to.Y - before.Y) / 6),
                to.X - ((after.X - from.X) / 6), to.Y - ((after.Y - from.Y) / 6),
                to.X, to.Y);
        }

        path.Close();
        return path;
    }
}
