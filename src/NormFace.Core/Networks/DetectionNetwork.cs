using NormFace.Layers;
using NormFace.Pictures;

namespace NormFace.Networks;

/// <summary>The single-shot face detector that ships: for each cell of three grids a score, a box and five
/// points.</summary>
/// <remarks>
/// Depthwise-separable units at strides 4 to 32, and maps that are added from coarse to fine. It is fully
/// convolutional: a picture may have any sides that 32 divides. A slimmer form of Wu et al., "YuNet: A Tiny
/// Millisecond-level Face Detector", 2023: one score instead of two, and no 64 channels at stride 4.
/// </remarks>
public static class DetectionNetwork
{
    /// <summary>Numbers a cell has: the score before the sigmoid, four of the box, ten of the points.</summary>
    public const int NumbersPerCell = 15;

    /// <summary>Key of the text by which a file of this network's weights is known.</summary>
    public const string FileKey = "normface.detector";

    /// <summary>The text under <see cref="FileKey"/>.</summary>
    public const string FileForm = "single-shot-15";

    private const int Width = 64;

    /// <summary>Pixels from cell to cell of each output, in the order of the plan's outputs.</summary>
    public static IReadOnlyList<int> Strides { get; } = [8, 16, 32];

    /// <summary>What the network reads: red, green, blue, <c>(v − 127.5)/128</c>.</summary>
    /// <param name="side">Rows and columns, a multiple of 32.</param>
    /// <returns>The contract.</returns>
    public static PixelContract Contract(int side) =>
        new(side, side, ChannelOrder.Rgb, 127.5, 1.0 / 128, "none", PictureCrop.Whole(side, side));

    /// <summary>The layers.</summary>
    /// <param name="side">Rows and columns of the pictures, a multiple of 32.</param>
    /// <returns>The plan. Each output is a map <c>[15, side/stride, side/stride]</c>.</returns>
    /// <exception cref="ArgumentException"><paramref name="side"/> is not a multiple of 32 above 0.</exception>
    public static NetworkPlan Plan(int side)
    {
        if (side <= 0 || side % Strides[^1] != 0)
        {
            throw new ArgumentException(
                $"side must be a multiple of {Strides[^1]} above 0, but was {side}.", nameof(side));
        }

        var map = PlanValue.Pictures(Contract(side))
            .Then("stem.conv", Convolved(16, 3) with { Stride = 2, Padding = 1 })
            .Then("stem.bn", new BatchNormalization()).Then("stem.relu", new Relu())
            .Then("stem.pool", new MaxPooling(2, 2));
        map = Unit(Unit(map, "stage4.0", 16), "stage4.1", 32);

        var levels = new PlanValue[Strides.Count];
        for (var level = 0; level < levels.Length; level++)
        {
            var name = $"stage{Strides[level]}";
            map = map.Then($"{name}.pool", new MaxPooling(2, 2));
            map = Unit(Unit(map, $"{name}.0", Width), $"{name}.1", Width);
            levels[level] = map;
        }

        for (var level = levels.Length - 1; level >= 0; level--)
        {
            if (level < levels.Length - 1)
            {
                levels[level] = levels[level].Plus(
                    $"neck{Strides[level]}.sum", levels[level + 1].Then($"neck{Strides[level]}.up", new Upsampling(2)));
            }

            levels[level] = Unit(levels[level], $"neck{Strides[level]}", Width);
        }

        return new NetworkPlan([.. levels.Select((value, level) => Head(value, $"head{Strides[level]}"))]);
    }

    private static PlanValue Head(PlanValue value, string name) =>
        Unit(value, $"{name}.0", Width).Then($"{name}.1", Convolved(NumbersPerCell, 1) with { Bias = 0 });

    private static PlanValue Unit(PlanValue value, string name, int channels) => value
        .Then($"{name}.point", Convolved(channels, 1))
        .Then($"{name}.depth", Convolved(channels, 3) with { Padding = 1, Groups = channels })
        .Then($"{name}.bn", new BatchNormalization())
        .Then($"{name}.relu", new Relu());

    private static Convolution Convolved(int channels, int kernel) =>
        new(channels, kernel) { Start = Initialization.HeFanOut };
}
