using NormFace.Pictures;
using NormFace.Preparation;

namespace NormFace.Recipes;

/// <summary>The data part of a recipe: sources brought to one pixel contract.</summary>
public sealed record DataRecipe
{
    /// <summary>The sources, at least one.</summary>
    public required IReadOnlyList<SourceRecipe> Sources { get; init; }

    /// <summary>Fewest pictures of an identity over all sources, at least 1.</summary>
    public int MinimumPictures { get; init; }

    /// <summary>What the network sees; null for the network's own contract.</summary>
    public PixelContract? Contract { get; init; }

    /// <summary>How pictures are varied.</summary>
    public required Augmentation Augmentation { get; init; }

    /// <summary>Whether the first unreadable picture stops the run.</summary>
    public bool IsStrict { get; init; }

    /// <summary>Largest share of unreadable pictures that are skipped, in [0, 1].</summary>
    public double UnreadableShare { get; init; }

    /// <summary>Memory for pictures that were decoded once, in MiB; 0 to decode anew each time.</summary>
    public int CacheMegabytes { get; init; }

    internal static DataRecipe Read(RecipeFields fields)
    {
        var sources = fields.Sections("sources").Select(SourceRecipe.Read).ToArray();
        if (sources.Length == 0)
        {
            throw new RecipeException(fields.Key("sources"), "must hold at least one source.");
        }

        var data = new DataRecipe
        {
            Sources = sources,
            MinimumPictures = fields.Count("minimumPictures", 1, 1_000_000, 1),
            Contract = fields.Section("contract") is { } contract ? ReadContract(contract) : null,
            Augmentation = ReadAugmentation(fields),
            IsStrict = fields.Switch("strict", false),
            UnreadableShare = fields.Number("unreadableShare", 0, 1, 0.01),
            CacheMegabytes = fields.Count("cacheMegabytes", 0, 1_000_000, 1024),
        };
        fields.Finish();
        return data;
    }

    private static PixelContract ReadContract(RecipeFields fields)
    {
        var (width, height) = (fields.Count("width", 1, 4096), fields.Count("height", 1, 4096));
        var contract = new PixelContract(
            width,
            height,
            fields.OneOf("channels", ["rgb", "bgr", "grey"], "rgb") switch { "bgr" => ChannelOrder.Bgr, "grey" => ChannelOrder.Grey, _ => ChannelOrder.Rgb },
            fields.Number("mean", 0, 255, 127.5),
            fields.Number("factor", 0, 1e6, 1 / 128.0, isLowestAllowed: false),
            fields.Text("template", "none"),
            SourceRecipe.ReadCrop(fields, "crop") ?? PictureCrop.Whole(width, height));
        fields.Finish();
        return contract;
    }

    private static Augmentation ReadAugmentation(RecipeFields fields)
    {
        if (fields.Section("augmentation") is not { } augmentation)
        {
            return new Augmentation { Mirror = true };
        }

        var options = new Augmentation
        {
            Mirror = augmentation.Switch("mirror", true),
            CropJitter = augmentation.Count("jitter", 0, 64, 0),
            Turn = augmentation.Number("turn", 0, 30, 0),
            Zoom = augmentation.Number("zoom", 0, 0.5, 0),
            SoftShare = augmentation.Number("soft", 0, 1, 0),
            Photometric = ReadPhotometric(augmentation.Switch("photometric", false), augmentation.Number("grey", 0, 1, 0)),
        };
        augmentation.Finish();
        return options;
    }

    // Light and loss of colour are one change of the pixels, but a recipe may want either alone.
    private static PhotometricJitter? ReadPhotometric(bool isLightChanged, double greyShare) =>
        isLightChanged ? new PhotometricJitter(GreyShare: greyShare)
        : greyShare > 0 ? new PhotometricJitter(Brightness: 0, Contrast: 0, greyShare)
        : null;
}
