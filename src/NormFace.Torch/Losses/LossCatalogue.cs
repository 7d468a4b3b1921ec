using NormFace.Settings;

namespace NormFace.Losses;

/// <summary>Losses by name, with the type of their options. Immutable.</summary>
public sealed class LossCatalogue
{
    private readonly IReadOnlyList<Entry> entries;

    private LossCatalogue(IReadOnlyList<Entry> entries)
    {
        this.entries = entries;
        Names = [.. entries.Select(entry => entry.Name)];
    }

    /// <summary>The losses that come with the library.</summary>
    public static LossCatalogue Default { get; } = new LossCatalogue([])
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
    public IReadOnlyList<string> Names { get; }

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
        return Names.Contains(name)
            ? throw new ArgumentException($"A loss must have a unique name, but '{name}' is taken.", nameof(name))
            : new LossCatalogue([.. entries, new Entry(
                name, typeof(TOptions), (classes, size, options) => create(classes, size, (TOptions)options))]);
    }

    /// <summary>Type of a loss's options.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The type; a record with a constructor without parameters.</returns>
    /// <exception cref="ArgumentException">There is no loss of that name.</exception>
    public Type OptionsOf(string name) => Find(name).Options;

    /// <summary>Makes a loss.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="classCount">Number of classes <c>C</c>, at least 1.</param>
    /// <param name="featureSize">Feature length <c>D</c>, at least 1.</param>
    /// <param name="options">Its options; the defaults if null.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">There is no loss of that name, or an option is out of range.</exception>
    public EmbeddingLoss Create(string name, int classCount, int featureSize, LossOptions? options = null)
    {
        var entry = Find(name);
        return entry.Create(classCount, featureSize, options ?? (LossOptions)Activator.CreateInstance(entry.Options)!);
    }

    private Entry Find(string name) =>
        entries.FirstOrDefault(entry => entry.Name == name) ?? throw new ArgumentException(
        $"A loss must be one of {string.Join(", ", Names)}, but was '{name}'.{Suggestion.For(name, Names)}",
        nameof(name));

    private sealed record Entry(string Name, Type Options, Func<int, int, LossOptions, EmbeddingLoss> Create);
}
