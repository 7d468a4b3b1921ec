using SkiaSharp;

namespace NormFace.Synthesis;

/// <summary>What hides a part of a face.</summary>
internal enum Occlusion
{
    None, Patch, Hand, Scarf, Hat,
}

/// <summary>What differs from picture to picture of one person and says nothing about who it is.</summary>
internal sealed record SyntheticCondition
{
    public required float Yaw { get; init; }        // -1 (to the left) to 1

    public required float Pitch { get; init; }      // -1 (up) to 1

    public required float Roll { get; init; }       // degrees

    public required float Zoom { get; init; }

    public required SKPoint Shift { get; init; }    // template units

    public required float Smile { get; init; }      // -1 to 1

    public required float MouthOpen { get; init; }  // 0 to 1

    public required float BrowRaise { get; init; }  // template units

    public required float EyeOpen { get; init; }    // 0 closed, 1 as usual

    public required SKPoint Gaze { get; init; }     // template units

    public required float LightAngle { get; init; } // radians

    public required float LightStrength { get; init; }

    public required float Brightness { get; init; }

    public required float Contrast { get; init; }

    public required (float Red, float Green, float Blue) Cast { get; init; }

    public required SKColor BackgroundTop { get; init; }

    public required SKColor BackgroundBottom { get; init; }

    public required Occlusion Occlusion { get; init; }

    public required float BlurDeviation { get; init; } // pixels of a 48x56 picture

    public required float NoiseDeviation { get; init; } // of 255

    public required int JpegQuality { get; init; }  // 0: none

    public required int TextureSeed { get; init; }

    /// <summary>Draws the conditions of a picture.</summary>
    public static SyntheticCondition Draw(int seed, int identity, int picture)
    {
        const int conditions = 1; // parts this stream from the one of the person
        var draws = new Draws(seed, identity, conditions, picture);
        return new SyntheticCondition
        {
            Yaw = draws.Normal(0.42),
            Pitch = draws.Normal(0.36),
            Roll = draws.Normal(4.5),
            Zoom = 1 + draws.Normal(0.045),
            Shift = new SKPoint(draws.Normal(2.0), draws.Normal(2.0)),
            Smile = draws.Between(-0.7, 1),
            MouthOpen = draws.Chance(0.35) ? draws.Between(0.2, 1) : 0,
            BrowRaise = draws.Normal(1.3),
            EyeOpen = draws.Chance(0.06) ? draws.Between(0, 0.25) : draws.Between(0.7, 1.15),
            Gaze = new SKPoint(draws.Normal(1.3), draws.Normal(0.7)),
            LightAngle = draws.Between(0, 2 * Math.PI),
            LightStrength = draws.Between(0, 0.75),
            Brightness = draws.Between(0.62, 1.22),
            Contrast = draws.Between(0.7, 1.2),
            Cast = (1 + draws.Normal(0.09), 1 + draws.Normal(0.05), 1 + draws.Normal(0.11)),
            BackgroundTop = new SKColor((byte)draws.Below(256), (byte)draws.Below(256), (byte)draws.Below(256)),
            BackgroundBottom = new SKColor((byte)draws.Below(256), (byte)draws.Below(256), (byte)draws.Below(256)),
            Occlusion = draws.Chance(0.28) ? (Occlusion)(1 + draws.Below(4)) : Occlusion.None,
            BlurDeviation = draws.Chance(0.5) ? draws.Between(0.3, 1.15) : 0,
            NoiseDeviation = draws.Between(1, 13),
            JpegQuality = draws.Chance(0.6) ? 18 + draws.Below(70) : 0,
            TextureSeed = draws.Below(int.MaxValue),
        };
    }
}
