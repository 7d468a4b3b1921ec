using NormFace.Embeddings;
using NormFace.Identification;

namespace NormFace.Protocols.Ijb;

/// <summary>
/// IJB-B and IJB-C by templates: verification of listed pairs (1:1), and search in two galleries (1:N).
/// </summary>
/// <remarks>
/// <para>
/// Features are averaged over the pictures of a media, then over the media of a template
/// (<see cref="Templates.TemplateTable"/>). The galleries show different people: probes of the other gallery's people
/// are the non-mated searches of each.
/// </para>
/// <para>The lists are a folder with, for IJB-C (for IJB-B <c>ijbb</c>, and <c>S1</c>, <c>S2</c>):</para>
/// <list type="bullet">
/// <item><c>ijbc_face_tid_mid.txt</c>: picture, template, media (<c>1.jpg 1 69544</c>);</item>
/// <item><c>ijbc_name_5pts_score.txt</c>: picture, ten coordinates, quality of the face; may be missing;</item>
/// <item><c>ijbc_template_pair_label.txt</c>: template, template, 1 or 0; for 1:1;</item>
/// <item><c>ijbc_1N_gallery_G1.csv</c>, <c>ijbc_1N_gallery_G2.csv</c>, <c>ijbc_1N_probe_mixed.csv</c>:
/// <c>TEMPLATE_ID,SUBJECT_ID,...</c>, a line for each picture of a template; for 1:N.</item>
/// </list>
/// <para>
/// Sources: Whitelam and others, "IARPA Janus Benchmark-B face dataset", CVPRW 2017; Maze and others, "IARPA Janus
/// Benchmark C", ICB 2018; the lists are those of InsightFace's evaluation.
/// </para>
/// </remarks>
public static class IjbEvaluation
{
    /// <summary>Evaluates features.</summary>
    /// <param name="pictures">Features of the pictures, named as the lists name them: <c>1.jpg</c>.</param>
    /// <param name="folder">The folder of the lists.</param>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <param name="progress">
    /// Is told from time to time, from several threads, how many pairs of 1:1 are done and how many there are: first of
    /// pairs read, then of pairs scored. Nobody if null.
    /// </param>
    /// <returns>The figures.</returns>
    /// <exception cref="InvalidDataException">
    /// Lists are missing or of another form, pictures or templates are missing, or the pictures of a template have no
    /// direction.
    /// </exception>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    public static IjbResult Of(
        FeatureSet pictures,
        string folder,
        IjbOptions? options = null,
        IProgress<(int Done, int Total)>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        return Of(pictures, IjbLists.Open(folder), options ?? new IjbOptions(), progress);
    }

    private static IjbResult Of(
        FeatureSet pictures, IjbLists lists, IjbOptions options, IProgress<(int Done, int Total)>? progress)
    {
        var members = lists.Members(options.UsesQuality);
        var templates = members.Pool(pictures, options.KeepsLengths).Normalize();
        return new IjbResult(
            templates.Count,
            members.Members.Count,
            options.UsesQuality && lists.HasQuality,
            lists.PairPath is { } path
                ? IjbVerification.Of(
                    new TemplatePairs(path, templates, progress), templates.Count, options.Fars, options.Bootstrap)
                : null,
            [.. lists.Galleries.Select(gallery => (
                gallery.Name,
                IdentificationEvaluation.Of(
                    templates, Trial(templates, gallery.Name, gallery.Templates, lists.Probes),
                    options.Identification)))]);
    }

    private static IdentificationTrial Trial(
        EmbeddingSet templates, string name, IReadOnlyList<IjbTemplate> gallery, IReadOnlyList<IjbTemplate> probes)
    {
        return IdentificationTrial.Of(templates, Rows(gallery), Rows(probes), $"gallery {name}, mixed probes");

        int[] Rows(IReadOnlyList<IjbTemplate> chosen) =>
            [.. chosen.Select(template => templates.TryFind(IjbLists.NameOf(template), out var row)
            ? row
            : throw new InvalidDataException(
                $"Every template of 1:N must have pictures, but template {template.Number} has none."))];
    }
}
