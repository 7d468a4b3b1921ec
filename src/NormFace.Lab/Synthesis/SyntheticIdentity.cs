using SkiaSharp;

namespace NormFace.Synthesis;

/// <summary>How hair is worn.</summary>
internal enum HairStyle
{
    Bald, Buzzed, Short, Receding, SideParted, Fringe, CentreParted, Curly, Long,
}

/// <summary>How much beard there is.</summary>
internal enum BeardStyle
{
    None, Stubble, Moustache, Goatee, Full,
}

/// <summary>Shape of the glasses.</summary>
internal enum GlassesStyle
{
    None, Round, Rectangular, Browline,
}

/// <summary>What stays the same in every picture of a person. Lengths are in units of the 96x112 template.</summary>
internal sealed record SyntheticIdentity
{
    private static readonly SKColor[] SkinRoad =
        [
            new(255, 228, 208),
            new(246, 208, 178),
            new(231, 184, 146),
            new(203, 150, 108),
            new(158, 108, 74),
            new(104, 68, 48)];

    private static readonly SKColor[] HairColors =
        [
            new(24, 20, 22),
            new(52, 34, 26),
            new(92, 58, 36),
            new(140, 92, 52),
            new(196, 152, 84),
            new(226, 196, 132),
            new(156, 64, 34),
            new(150, 148, 146),
            new(222, 220, 216)];

    private static readonly SKColor[] IrisColors =
        [new(58, 36, 22), new(96, 62, 34), new(128, 96, 52), new(84, 112, 70), new(76, 118, 152), new(120, 130, 138)];

    public required SKColor Skin { get; init; }

    public required float CheekWidth { get; init; }

    public required float TempleWidth { get; init; }

    public required float JawWidth { get; init; }

    public required float ChinWidth { get; init; }

    public required float ChinHeight { get; init; }

    public required float EarSize { get; init; }

    public required HairStyle Hair { get; init; }

    public required SKColor HairColor { get; init; }

    public required float Hairline { get; init; }

    public required float HairVolume { get; init; }

    public required float PartSide { get; init; }

    public required float EyeSpacing { get; init; }

    public required float EyeWidth { get; init; }

    public required float EyeHeight { get; init; }

    public required float EyeTilt { get; init; }

    public required SKColor Iris { get; init; }

    public required float IrisSize { get; init; }

    public required float LashWeight { get; init; }

    public required float BrowHeight { get; init; }

    public required float BrowThickness { get; init; }

    public required float BrowLength { get; init; }

    public required float BrowTilt { get; init; }

    public required float BrowArch { get; init; }

    public required SKColor BrowColor { get; init; }

    public required float NoseLength { get; init; }

    public required float NoseWidth { get; init; }

    public required float NoseBridge { get; init; }

    public required float MouthWidth { get; init; }

    public required float MouthHeight { get; init; }

    public required float UpperLip { get; init; }

    public required float LowerLip { get; init; }

    public required SKColor Lips { get; init; }

    public required BeardStyle Beard { get; init; }

    public required GlassesStyle Glasses { get; init; }

    public required SKColor GlassesColor { get; init; }

    public required float GlassesSize { get; init; }

    public required float Blush { get; init; }

    public required float Age { get; init; }

    public required IReadOnlyList<SKPoint> Freckles { get; init; }

    public required IReadOnlyList<SKPoint> Moles { get; init; }

    /// <summary>Names the stream that strands, curls and other texture of this person are drawn from.</summary>
    public required int TextureSeed { get; init; }

    /// <summary>Draws a person.</summary>
    public static SyntheticIdentity Draw(int seed, int identity)
    {
        var draws = new Draws(seed, identity);
        var skin = Tint.Varied(Tint.Along(SkinRoad, draws.Between(0, 1)), draws, 5);
        var hairColor = Tint.Varied(draws.Pick<SKColor>(HairColors), draws, 8);
        var cheek = 38 + draws.Normal(2.6);
        return new SyntheticIdentity
        {
            Skin = skin,
            CheekWidth = cheek,
            TempleWidth = cheek - 2 + draws.Normal(1.6),
            JawWidth = cheek * (0.80f + draws.Normal(0.055)),
            ChinWidth = 15 + draws.Normal(3.2),
            ChinHeight = 111 + draws.Normal(3),
            EarSize = 7.5f + draws.Normal(1.4),
            Hair = (HairStyle)draws.Below(9),
            HairColor = hairColor,
            Hairline = 18 + draws.Normal(4),
            HairVolume = 5 + draws.Normal(1.6),
            PartSide = draws.Chance(0.5) ? 1 : -1,
            EyeSpacing = 17.6f + draws.Normal(1.0),
            EyeWidth = 8.2f + draws.Normal(0.95),
            EyeHeight = 4.4f + draws.Normal(0.75),
            EyeTilt = draws.Normal(1.3),
            Iris = Tint.Varied(draws.Pick<SKColor>(IrisColors), draws, 8),
            IrisSize = 4.1f + draws.Normal(0.35),
            LashWeight = draws.Between(0.7, 2.2),
            BrowHeight = 10.5f + draws.Normal(1.5),
            BrowThickness = 3.0f + draws.Normal(0.9),
            BrowLength = 9.6f + draws.Normal(1.2),
            BrowTilt = draws.Normal(1.7),
            BrowArch = 2.4f + draws.Normal(1.3),
            BrowColor = Tint.Between(hairColor, new SKColor(40, 28, 24), draws.Between(0.2, 0.7)),
            NoseLength = 20 + draws.Normal(2.2),
            NoseWidth = 7.4f + draws.Normal(1.3),
            NoseBridge = 3.2f + draws.Normal(0.8),
            MouthWidth = 13.6f + draws.Normal(1.8),
            MouthHeight = 92 + draws.Normal(1.6),
            UpperLip = 2.8f + draws.Normal(0.8),
            LowerLip = 3.9f + draws.Normal(0.9),
            Lips = Tint.Between(Tint.Scaled(skin, 0.78f), new SKColor(190, 62, 72), draws.Between(0.2, 0.75)),
            Beard = draws.Pick(
                BeardStyle.None,
                BeardStyle.None,
                BeardStyle.None,
                BeardStyle.None,
                BeardStyle.Stubble,
                BeardStyle.Moustache,
                BeardStyle.Goatee,
                BeardStyle.Full),
            Glasses = draws.Pick(
                GlassesStyle.None,
                GlassesStyle.None,
                GlassesStyle.None,
                GlassesStyle.Round,
                GlassesStyle.Rectangular,
                GlassesStyle.Browline),
            GlassesColor = draws.Pick<SKColor>(
                new(30, 30, 34), new(96, 58, 34), new(150, 36, 44), new(44, 70, 120), new(176, 160, 120)),
            GlassesSize = draws.Between(0.9, 1.12),
            Blush = draws.Between(0, 0.35),
            Age = draws.Between(0, 1),
            Freckles = draws.Chance(0.2) ? Scatter(draws, 22, 48, 66, 26, 8) : [],
            Moles = draws.Chance(0.35) ? Scatter(draws, 1 + draws.Below(2), 48, 80, 26, 18) : [],
            TextureSeed = draws.Below(int.MaxValue),
        };
    }

    private static SKPoint[] Scatter(Draws draws, int count, double x, double y, double width, double height)
    {
        var points = new SKPoint[count];
        for (var index = 0; index < count; index++)
        {
            points[index] = new SKPoint(draws.Between(x - width, x + width), draws.Between(y - height, y + height));
        }

        return points;
    }
}
