using System.Globalization;

namespace NormFace.Layers;

/// <summary>Shape of a value in a plan, without the batch axis: a map <c>[C, H, W]</c>, or a row <c>[D]</c>.</summary>
public readonly record struct ValueShape
{
    private ValueShape(int channels, int height, int width, bool isMap) =>
        (Channels, Height, Width, IsMap) = (channels, height, width, isMap);

    /// <summary>Channels of a map, or length of a row.</summary>
    public int Channels { get; }

    /// <summary>Rows of a map; 1 for a row.</summary>
    public int Height { get; }

    /// <summary>Columns of a map; 1 for a row.</summary>
    public int Width { get; }

    /// <summary>Whether it is a map.</summary>
    public bool IsMap { get; }

    /// <summary>Number of values; 0 for a map of which nothing is left.</summary>
    public long Count => (long)Channels * Height * Width;

    /// <summary>A map.</summary>
    /// <param name="channels">Channels.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <returns>The shape.</returns>
    public static ValueShape Map(int channels, int height, int width) => new(channels, height, width, isMap: true);

    /// <summary>A row.</summary>
    /// <param name="size">Its length.</param>
    /// <returns>The shape.</returns>
    public static ValueShape Row(int size) => new(size, 1, 1, isMap: false);

    /// <summary>The shape with another number of channels.</summary>
    /// <param name="channels">Channels of a map, or length of a row.</param>
    /// <returns>The shape.</returns>
    public ValueShape WithChannels(int channels) => new(channels, Height, Width, IsMap);

    /// <summary>The axes without the batch, such as <c>[64, 7, 6]</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => IsMap
        ? string.Create(CultureInfo.InvariantCulture, $"[{Channels}, {Height}, {Width}]")
        : string.Create(CultureInfo.InvariantCulture, $"[{Channels}]");
}
