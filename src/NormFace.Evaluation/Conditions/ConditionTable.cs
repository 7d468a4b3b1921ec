using System.Globalization;
using NormFace.Storage;

namespace NormFace.Conditions;

/// <summary>
/// What is known of pictures besides who they show: a row for each picture, a column for each condition, such as
/// sharpness, size of the face, pose, age, camera or group.
/// </summary>
/// <remarks>
/// <para>
/// The column of names is <c>name</c>, <c>picture</c>, <c>path</c>, <c>image</c>, <c>file</c> or <c>filename</c>. Every
/// other column is a condition. A column whose first value is a number, and one named sharpness, size, face_size,
/// eye_distance, score, quality, contrast, blur, occlusion, faces, yaw, pitch, roll, age or year, holds numbers; any
/// other holds groups. An empty field is a value that is not known.
/// </para>
/// <para>
/// The condition of a pair comes from both pictures: of sharpness, size, score, quality and contrast the smaller value;
/// of blur, occlusion and faces the larger; of yaw, pitch and roll the larger absolute value, and the difference; of
/// age and year the difference; of other numbers the smaller value, and the difference; of groups the group, where
/// both pictures are of one. A heading chooses another rule behind a colon: <c>light:difference</c>,
/// <c>camera:group</c>.
/// </para>
/// </remarks>
public sealed class ConditionTable
{
    private const int NamedAtMost = 3;

    private static readonly string[] NameColumns = ["name", "picture", "path", "image", "file", "filename"];

    private readonly int[] lines;
    private readonly IReadOnlyList<string> names;

    private ConditionTable(
        string location, IReadOnlyList<string> names, int[] lines, IReadOnlyList<ConditionColumn> columns) =>
        (Location, this.names, this.lines, Columns) = (location, names, lines, columns);

    /// <summary>The file it was read from.</summary>
    public string Location { get; }

    /// <summary>Number of pictures, at least 1.</summary>
    public int Count => names.Count;

    /// <summary>The columns.</summary>
    internal IReadOnlyList<ConditionColumn> Columns { get; }

    /// <summary>Reads a table.</summary>
    /// <param name="path">
    /// The file, in UTF-8; commas, tabs or semicolons between fields, names of columns in the first line.
    /// </param>
    /// <returns>The table.</returns>
    /// <exception cref="InvalidDataException">
    /// There is no column of names or no other column, two columns have one name, a picture is named twice or not at
    /// all, or a column of numbers holds something else; the message names file and line.
    /// </exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static ConditionTable Read(string path)
    {
        var table = TextTable.Read(path);
        var name = table.Column(true, NameColumns);
        var headings = table.Headings;
        CheckHeadings(path, headings, name);

        Dictionary<string, int> seen = new(StringComparer.Ordinal);
        List<string> names = [];
        foreach (var (line, fields) in table.Rows)
        {
            var picture = fields[name].Replace('\\', '/');
            if (picture.Length == 0)
            {
                throw table.Wrong(line, "the name of a picture", picture);
            }

            if (!seen.TryAdd(picture, line))
            {
                throw table.Wrong(
                    line,
                    FormattableString.Invariant(
                        $"one row for each picture, but line {seen[picture]} has the same picture"),
                    picture);
            }

            names.Add(picture);
        }

        return new ConditionTable(
            path,
            names,
            [.. table.Rows.Select(row => row.Line)],
            [.. Enumerable.Range(0, headings.Count).Where(column => column != name)
                .Select(column => Column(table, path, headings[column], column))]);
    }

    /// <summary>The columns for the pictures of a set, in their order.</summary>
    /// <param name="pictures">
    /// Names of the pictures; one is found by its name, or by its name with another extension.
    /// </param>
    /// <returns>
    /// The columns, how many pictures have no row, and what to tell of rows without a picture, or null.
    /// </returns>
    /// <exception cref="InvalidDataException">None of the pictures has a row.</exception>
    internal (IReadOnlyList<ConditionColumn> Columns, int Missing, string? Unknown) Over(IReadOnlyList<string> pictures)
    {
        var rows = new Dictionary<string, int>(names.Count, StringComparer.Ordinal);
        var bare = new Dictionary<string, int>(names.Count, StringComparer.Ordinal); // −1 where several share it
        for (var row = 0; row < names.Count; row++)
        {
            rows.Add(names[row], row);
            var stem = WithoutExtension(names[row]);
            bare[stem] = bare.ContainsKey(stem) ? -1 : row;
        }

        int[] places = [.. pictures.Select(picture => rows.TryGetValue(picture, out var row) ? row
            : bare.GetValueOrDefault(WithoutExtension(picture), -1))];
        var used = new bool[names.Count];
        foreach (var place in places.Where(place => place >= 0))
        {
            used[place] = true;
        }

        if (!used.Contains(true))
        {
            throw new InvalidDataException(FormattableString.Invariant(
                $"{Location}({lines[0]}): expected rows for the pictures that are evaluated, such as '{pictures[0]}', ")
                + $"found none of them among '{names[0]}' and the others.");
        }

        int[] unknown = [.. Enumerable.Range(0, names.Count).Where(row => !used[row])];
        return (
            [.. Columns.Select(column => column.Choose(places))],
            places.Count(place => place < 0),
            unknown.Length == 0
                ? null
                : FormattableString.Invariant($"{unknown.Length:N0} of {names.Count:N0} rows of ")
                    + $"{Path.GetFileName(Location)} name pictures that are not evaluated, such as "
                    + string.Join(", ", unknown.Take(NamedAtMost).Select(row =>
                        FormattableString.Invariant($"'{names[row]}' (line {lines[row]})")))
                    + ".");
    }

    private static void CheckHeadings(string path, IReadOnlyList<string> headings, int name)
    {
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        for (var column = 0; column < headings.Count; column++)
        {
            if (headings[column].Length == 0)
            {
                throw new InvalidDataException(FormattableString.Invariant(
                    $"{path}(1): expected a name for every column, found none for column {column + 1}."));
            }

            if (!seen.Add(headings[column]))
            {
                throw new InvalidDataException(
                    $"{path}(1): expected every column once, found '{headings[column]}' again.");
            }
        }

        if (headings.Count == 1)
        {
            throw new InvalidDataException(
                $"{path}(1): expected at least one condition beside the column '{headings[name]}', found none.");
        }
    }

    private static ConditionColumn Column(TextTable table, string path, string heading, int column)
    {
        var (name, asked) = Heading(path, heading);
        var first = table.Rows.Select(row => row.Fields[column]).FirstOrDefault(field => field.Length > 0);
        var holdsNumbers = asked is { } rule
            ? rule != PairRule.Group
            : PairRules.IsKnown(name) || (first is not null && Number(first) is not null);
        if (!holdsNumbers)
        {
            return new ConditionColumn(
                name,
                [PairRule.Group],
                [],
                [.. table.Rows.Select(row => row.Fields[column] is { Length: > 0 } field ? field : null)]);
        }

        var numbers = new double[table.Rows.Count];
        for (var row = 0; row < numbers.Length; row++)
        {
            var (line, fields) = table.Rows[row];
            numbers[row] = fields[column].Length == 0
                ? double.NaN
                : Number(fields[column]) ?? throw table.Wrong(
                    line,
                    $"a finite number in the column '{name}', or nothing where it is not known (or groups: name the "
                        + $"column '{name}:group')",
                    fields[column]);
        }

        return new ConditionColumn(name, asked is { } one ? [one] : PairRules.OfNumbers(name), numbers, []);
    }

    private static (string Name, PairRule? Rule) Heading(string path, string heading)
    {
        var colon = heading.LastIndexOf(':');
        if (colon <= 0)
        {
            return (heading, null);
        }

        return PairRules.Parse(heading[(colon + 1)..].Trim()) is { } rule
            ? (heading[..colon].Trim(), rule)
            : throw new InvalidDataException(
                $"{path}(1): expected one of {PairRules.Words} behind the colon of a column's name, found "
                + $"'{heading}'.");
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number) ? number : null;

    private static string WithoutExtension(string name) => Path.ChangeExtension(name, null);
}
