using System.Globalization;
using NormFace.Templates;

namespace NormFace.Protocols.Ijb;

/// <summary>The lists of IJB-B or IJB-C, as they are published for evaluation of templates.</summary>
internal sealed class IjbLists
{
    private readonly string? qualityPath;
    private readonly string mediaPath;
    private readonly Dictionary<int, (int Subject, string Place)> subjects = []; // of the templates of 1:N

    private IjbLists(string folder, string mediaPath)
    {
        var prefix = Path.GetFileName(mediaPath)[..^"_face_tid_mid.txt".Length];
        this.mediaPath = mediaPath;
        qualityPath = Existing("_name_5pts_score.txt");
        PairPath = Existing("_template_pair_label.txt");
        var probes = Existing("_1N_probe_mixed.csv");
        string[] galleries = [
            .. Directory.GetFiles(folder, $"{prefix}_1N_gallery_*.csv").Order(StringComparer.Ordinal)];
        Galleries = probes is null
            ? []
            : [.. galleries.Select(
                path =>
                    (Path.GetFileNameWithoutExtension(path)[(prefix.Length + "_1N_gallery_".Length)..],
                        Templates(path)))];
        Probes = probes is null || Galleries.Count == 0 ? [] : Templates(probes);
        if (PairPath is null && Galleries.Count == 0)
        {
            throw new InvalidDataException(
                $"{folder}: expected {prefix}_template_pair_label.txt for 1:1, or {prefix}_1N_gallery_*.csv and "
                    + $"{prefix}_1N_probe_mixed.csv for 1:N, found neither.");
        }

        string? Existing(string ending) =>
            Path.Combine(folder, prefix + ending) is var path && File.Exists(path) ? path : null;
    }

    /// <summary>Whether the quality of faces is known.</summary>
    public bool HasQuality => qualityPath is not null;

    /// <summary>The galleries by name, each with its templates; empty if the lists of 1:N are missing.</summary>
    public IReadOnlyList<(string Name, IReadOnlyList<IjbTemplate> Templates)> Galleries { get; }

    /// <summary>Templates that search the galleries.</summary>
    public IReadOnlyList<IjbTemplate> Probes { get; }

    /// <summary>The pairs of templates of 1:1; null if their list is missing.</summary>
    public string? PairPath { get; }

    /// <summary>
    /// Opens a folder and reads its lists, but for the pairs, which are gone through when they are scored.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <returns>The lists.</returns>
    /// <exception cref="InvalidDataException">
    /// Lists are missing or of another form; the message names file and line.
    /// </exception>
    /// <exception cref="IOException">One cannot be read.</exception>
    public static IjbLists Open(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return Directory.GetFiles(folder, "*_face_tid_mid.txt") is [var only]
            ? new IjbLists(folder, only)
            : throw new InvalidDataException(
                $"{folder}: expected one list of templates, ijbb_face_tid_mid.txt or ijbc_face_tid_mid.txt, found none "
                + $"or several.");
    }

    /// <summary>
    /// Name of a template among pooled features: its subject, where the lists of 1:N tell it, and its number.
    /// </summary>
    public static string NameOf(IjbTemplate template) =>
        string.Create(CultureInfo.InvariantCulture, $"{template.Subject}/{template.Number}");

    /// <summary>Which pictures make up which template.</summary>
    /// <param name="usesQuality">Whether pictures weigh by their quality.</param>
    public TemplateTable Members(bool usesQuality)
    {
        var qualities = usesQuality && qualityPath is not null ? Qualities(qualityPath) : null;
        return new TemplateTable(mediaPath, [.. IjbLines.Read(mediaPath).Select(line =>
        {
            var number = line.Number(1, "a template");
            var picture = line.Field(0, "a picture");
            var weight = qualities is null ? 1
                : qualities.TryGetValue(picture, out var quality) ? quality
                : throw line.Wrong($"a picture of {qualityPath}", picture);
            var name = subjects.TryGetValue(number, out var known)
                ? NameOf(new IjbTemplate(number, known.Subject))
                : number.ToString(CultureInfo.InvariantCulture);
            return new TemplateMember(name, picture, line.Field(2, "a media"), weight, line.LineNumber);
        })]);
    }

    private static Dictionary<string, double> Qualities(string path)
    {
        Dictionary<string, double> qualities = new(StringComparer.Ordinal);
        foreach (var line in IjbLines.Read(path))
        {
            qualities[line.Field(0, "a picture")] = double.TryParse(
                line.Field(11, "a quality"), NumberStyles.Float, CultureInfo.InvariantCulture, out var quality)
                ? quality
                : throw line.Wrong("a quality", line.Field(11, "a quality"));
        }

        return qualities;
    }

    // One line for each picture of a template: each template once. Its number means one template in all lists.
    private List<IjbTemplate> Templates(string path)
    {
        HashSet<int> listed = [];
        List<IjbTemplate> templates = [];
        foreach (var line in IjbLines.Read(path, ',').Skip(1))
        {
            var template = new IjbTemplate(line.Number(0, "a template"), line.Number(1, "a subject"));
            var place = FormattableString.Invariant($"{Path.GetFileName(path)}({line.LineNumber})");
            if (!subjects.TryAdd(template.Number, (template.Subject, place))
                && subjects[template.Number] is var known && known.Subject != template.Subject)
            {
                throw line.Wrong(
                    $"subject {known.Subject} of template {template.Number} as in {known.Place}",
                    line.Field(1, "a subject"));
            }

            if (listed.Add(template.Number))
            {
                templates.Add(template);
            }
        }

        return templates.Count > 0
            ? templates
            : throw new InvalidDataException($"{path}: expected templates, found none.");
    }
}
