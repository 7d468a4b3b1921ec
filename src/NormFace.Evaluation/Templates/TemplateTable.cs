using System.Globalization;
using NormFace.Datasets;
using NormFace.Storage;

namespace NormFace.Templates;

/// <summary>
/// Which pictures make up which template: a table with the columns <c>template</c> and <c>picture</c>.
/// </summary>
/// <remarks>
/// Further columns are <c>subject</c>, <c>media</c> and <c>weight</c>; commas, tabs or semicolons stand between fields.
/// Templates are named <c>subject/template</c>, so that their identity is the first folder of their name as it is of
/// pictures. Without the column the subject is the first folder of the template's name, or where it has none, of its
/// pictures.
/// </remarks>
public sealed partial class TemplateTable
{
    /// <summary>Takes members.</summary>
    /// <param name="location">Where they come from, for messages.</param>
    /// <param name="members">The members, at least one.</param>
    /// <exception cref="InvalidDataException">
    /// There are none, a weight is outside its range, or a template lists a picture twice.
    /// </exception>
    internal TemplateTable(string location, IReadOnlyList<TemplateMember> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        if (members.Count == 0)
        {
            throw new InvalidDataException($"{location}: expected pictures of templates, found none.");
        }

        HashSet<(string, string)> seen = [];
        foreach (var member in members)
        {
            if (!(member.Weight >= 0 && double.IsFinite(member.Weight)))
            {
                throw new InvalidDataException(FormattableString.Invariant(
                    $"{location}({member.Line}): expected a finite weight of at least 0, found {member.Weight}."));
            }

            if (!seen.Add((member.Template, member.Picture)))
            {
                throw new InvalidDataException(FormattableString.Invariant(
                    $"{location}({member.Line}): expected every picture once in a template, found ")
                    + FormattableString.Invariant($"'{member.Picture}' again in '{member.Template}'."));
            }
        }

        (Location, Members) = (location, members);
    }

    /// <summary>Where the members come from.</summary>
    public string Location { get; }

    /// <summary>The members, in the order of the list.</summary>
    internal IReadOnlyList<TemplateMember> Members { get; }

    /// <summary>Reads a table.</summary>
    /// <param name="path">The file, in UTF-8.</param>
    /// <returns>The table.</returns>
    /// <exception cref="InvalidDataException">
    /// A column is missing, a row of another form, or a template of two subjects; the message names file and line.
    /// </exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static TemplateTable Read(string path)
    {
        var table = TextTable.Read(path);
        var template = table.Column(true, "template", "template_id");
        var picture = table.Column(true, "picture", "path", "image", "filename");
        var subject = table.Column(false, "subject", "subject_id", "identity");
        var media = table.Column(false, "media", "media_id");
        var weight = table.Column(false, "weight", "score");
        Dictionary<string, string> subjects = new(StringComparer.Ordinal);
        List<TemplateMember> members = [];
        foreach (var (line, fields) in table.Rows)
        {
            var name = Text(fields[template], "a template");
            var shown = Text(fields[picture], "the path of a picture").Replace('\\', '/');
            var identity = subject >= 0 ? Text(fields[subject], "a subject")
                : PictureEntry.At(name).Identity is { Length: > 0 } folder ? folder
                : PictureEntry.At(shown).Identity;
            if (identity.Length == 0)
            {
                throw table.Wrong(
                    line,
                    "a column 'subject', or the folder of a person in the path of the template or of the picture",
                    shown);
            }

            if (!subjects.TryAdd(name, identity) && subjects[name] != identity)
            {
                throw table.Wrong(line, $"template '{name}' to show '{subjects[name]}' as above", identity);
            }

            var full = subject < 0 && PictureEntry.At(name).Identity.Length > 0 ? name : $"{identity}/{name}";
            members.Add(new TemplateMember(
                full, shown, media < 0 ? "" : fields[media], weight < 0 ? 1 : Weight(fields[weight]), line));

            string Text(string text, string what) => text.Length > 0 ? text : throw table.Wrong(line, what, text);

            double Weight(string text) =>
                double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                    && value >= 0
                    && double.IsFinite(value)
                ? value
                : throw table.Wrong(line, "a finite weight of at least 0", text);
        }

        return new TemplateTable(path, members);
    }
}
