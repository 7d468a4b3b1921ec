using NormFace.Embeddings;
using NormFace.Identification;
using NormFace.Templates;
using NormFace.Verification;

namespace NormFace.Protocols.Ijb;

/// <summary>Settings of <see cref="IjbEvaluation"/>.</summary>
public sealed record IjbOptions
{
    /// <summary>Whether pictures weigh by the quality of their faces, where the lists give it. Default: true, as InsightFace has it.</summary>
    public bool UsesQuality { get; init; } = true;

    /// <summary>How pictures become templates.</summary>
    public TemplatePoolingOptions Pooling { get; init; } = new();

    /// <summary>False accept rates of 1:1; null for those of 1e-6, 1e-5, ..., 0.1 that the impostor pairs can show.</summary>
    public IReadOnlyList<double>? Fars { get; init; }

    /// <summary>Ranks, false positive rates and definitions of 1:N. Default: ranks 1, 5 and 10, rates per search of 0.01 and 0.1.</summary>
    public IdentificationOptions Identification { get; init; } = new()
    {
        FalsePositiveRates = [0.01, 0.1],
        Definitions = [OpenSetDefinition.PerSearch],
    };

    /// <summary>Settings of the intervals of 1:1.</summary>
    public SubjectBootstrapOptions Bootstrap { get; init; } = new();
}

/// <summary>One gallery of 1:N.</summary>
/// <param name="Name">Its name in the lists, such as <c>G1</c>.</param>
/// <param name="Figures">What the probes found in it.</param>
public sealed record IjbGallery(string Name, IdentificationResult Figures);

/// <summary>Figures of IJB-B or IJB-C.</summary>
/// <param name="TemplateCount">Number of templates.</param>
/// <param name="PictureCount">Number of pictures in them.</param>
/// <param name="UsesQuality">Whether pictures weighed by their quality.</param>
/// <param name="Verification">Figures of 1:1; null where the list of pairs is missing.</param>
/// <param name="Galleries">Figures of 1:N for each gallery; empty where those lists are missing.</param>
public sealed record IjbResult(
    int TemplateCount, int PictureCount, bool UsesQuality, VerificationSummary? Verification, IReadOnlyList<IjbGallery> Galleries);

/// <summary>IJB-B and IJB-C by templates: verification of listed pairs (1:1), and search in two galleries (1:N).</summary>
/// <remarks>
/// Features are averaged over the pictures of a media, then over the media of a template (<see cref="TemplatePooling"/>). The galleries
/// show different people: probes of the other gallery's people are the non-mated searches of each.
/// </remarks>
public static class IjbEvaluation
{
    /// <summary>Evaluates features.</summary>
    /// <param name="pictures">Features of the pictures, named as the lists name them: <c>1.jpg</c>.</param>
    /// <param name="lists">The lists.</param>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <returns>The figures.</returns>
    /// <exception cref="InvalidDataException">Pictures or templates are missing, or the pictures of a template have no direction.</exception>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    public static IjbResult Of(FeatureSet pictures, IjbLists lists, IjbOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        ArgumentNullException.ThrowIfNull(lists);
        options ??= new IjbOptions();
        var members = lists.Members(options.UsesQuality);
        var templates = TemplatePooling.Pool(pictures, members, options.Pooling).Normalize();
        return new IjbResult(
            templates.Count,
            members.Members.Count,
            options.UsesQuality && lists.HasQuality,
            lists.PairPath is { } path
                ? IjbVerification.Of(new TemplatePairs(path, templates), templates.Count, options.Fars, options.Bootstrap)
                : null,
            [.. lists.Galleries.Select(gallery => new IjbGallery(
                gallery.Name,
                IdentificationEvaluation.Of(templates, Trial(templates, gallery.Name, gallery.Templates, lists.Probes), options.Identification)))]);
    }

    private static IdentificationTrial Trial(
        EmbeddingSet templates, string name, IReadOnlyList<IjbTemplate> gallery, IReadOnlyList<IjbTemplate> probes)
    {
        return IdentificationTrial.Of(templates, Rows(gallery), Rows(probes), $"gallery {name}, mixed probes");

        int[] Rows(IReadOnlyList<IjbTemplate> chosen) => [.. chosen.Select(template => templates.TryFind(IjbLists.NameOf(template), out var row)
            ? row
            : throw new InvalidDataException($"Every template of 1:N must have pictures, but template {template.Number} has none."))];
    }
}
