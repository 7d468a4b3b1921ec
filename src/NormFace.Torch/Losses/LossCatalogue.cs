using NormFace.Settings;

namespace NormFace.Losses;

/// <summary>Losses by name, with the type of their options. Immutable.</summary>
public sealed class LossCatalogue
{
    private readonly Catalogue<Entry> entries;

    private LossCatalogue(Catalogue<Entry> entries) => this.entries = entries;

    /// <summary>The losses that come with the library.</summary>
    public static LossCatalogue Default { get; } = new LossCatalogue(new Catalogue<Entry>("loss"))
        .With<SoftmaxOptions>("softmax", (classes, size, options) => new SoftmaxLoss(classes, size, options))
        .With<NormalizedSoftmaxOptions>(
            "normalized-softmax", (classes, size, options) => new NormalizedSoftmaxLoss(classes, size, options))
        .With<L2SoftmaxOptions>("l2-softmax", (classes, size, options) => new L2SoftmaxLoss(classes, size, options))
        .With<CContrastiveOptions>(
            "c-contrastive", (classes, size, options) => new CContrastiveLoss(classes, size, options))
        .With<CTripletOptions>("c-triplet", (classes, size, options) => new CTripletLoss(classes, size, options))
        .With<CenterOptions>("center", (classes, size, options) => new CenterLoss(classes, size, options))
        .With<CosFaceOptions>("cosface", (classes, size, options) => new CosFaceLoss(classes, size, options))
        .With<ArcFaceOptions>("arcface", (classes, size, options) => new ArcFaceLoss(classes, size, options))
        .With<SphereFaceOptions>("sphereface", (classes, size, options) => new SphereFaceLoss(classes, size, options))
        .With<AdaFaceOptions>("adaface", (classes, size, options) => new AdaFaceLoss(classes, size, options))
        .With<CurricularFaceOptions>(
            "curricularface", (classes, size, options) => new CurricularFaceLoss(classes, size, options))
        .With<PairContrastiveOptions>("pair-contrastive", (_, _, options) => new PairContrastiveLoss(options))
        .With<PairTripletOptions>("pair-triplet", (_, _, options) => new PairTripletLoss(options));

    /// <summary>The names, in the order in which they were added.</summary>
    public IReadOnlyList<string> Names => [.. entries.Names];

    /// <summary>The same catalogue with one more loss.</summary>
    /// <typeparam name="TOptions">Type of its options.</typeparam>
    /// <param name="name">Its name.</param>
    /// <param name="create">Makes it for a class count <c>C</c>, a feature size <c>D</c> and its options.</param>
    /// <returns>The catalogue.</returns>
    /// <exception cref="ArgumentException">The name is empty or taken.</exception>
    public LossCatalogue With<TOptions>(string name, Func<int, int, TOptions, EmbeddingLoss> create)
        where TOptions : LossOptions, new()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(create);
        return new LossCatalogue(entries.With(
            new Entry(name, typeof(TOptions), (classes, size, options) => create(classes, size, (TOptions)options))));
    }

    /// <summary>Type of a loss's options.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The type; a record with a constructor without parameters.</returns>
    /// <exception cref="ArgumentException">There is no loss of that name.</exception>
    public Type OptionsOf(string name) => entries.Find(name).Options;

    /// <summary>Makes a loss.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="classCount">Number of classes <c>C</c>, at least 1.</param>
    /// <param name="featureSize">Feature length <c>D</c>, at least 1.</param>
    /// <param name="options">Its options; the defaults if null.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">There is no loss of that name, or an option is out of range.</exception>
    public EmbeddingLoss Create(string name, int classCount, int featureSize, LossOptions? options = null)
    {
        var entry = entries.Find(name);
        return entry.Create(classCount, featureSize, options ?? (LossOptions)Activator.CreateInstance(entry.Options)!);
    }

    private sealed record Entry(string Name, Type Options, Func<int, int, LossOptions, EmbeddingLoss> Create) : INamed;
}
