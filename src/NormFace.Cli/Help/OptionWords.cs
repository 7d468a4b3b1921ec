using System.Collections;
using System.CommandLine;
using System.CommandLine.Completions;
using System.Globalization;

namespace NormFace.Cli.Help;

/// <summary>The names of all options with what they mean: one meaning a word, one word a meaning.</summary>
internal sealed class OptionWords(RootCommand root)
{
    private const int MostChoices = 5; // more are listed in the meaning, if at all

    /// <summary>The words as a table, each with the commands that know it.</summary>
    /// <exception cref="InvalidDataException">A name has two meanings, or a meaning two names.</exception>
    public string ToMarkdown()
    {
        var all = CommandTree.Leaves(root)
            .SelectMany(leaf => CommandTree.OwnOptions(leaf.Command).Select(option => (leaf.Path, Option: option)))
            .Concat(root.Options.Where(option => option.Recursive || option is VersionOption)
                .Select(option => (Path: option.Recursive ? "every command" : "the program itself", Option: option)))
            .ToLookup(known => known.Option.Name, StringComparer.Ordinal);
        Dictionary<string, string> names = new(StringComparer.OrdinalIgnoreCase);
        foreach (var word in all)
        {
            var kinds = word.Select(known => (Stem: StemOf(known.Option), IsFlag: KindOf(known.Option) == "flag"))
                .Distinct()
                .ToArray();
            if (kinds.Length > 1)
            {
                throw new InvalidDataException(
                    $"{word.Key} must mean the same in every command, but means "
                    + $"{string.Join(" and ", kinds.Select(kind => $"'{kind.Stem}'{(kind.IsFlag ? " as a flag" : "")}"))}.");
            }

            if (!names.TryAdd(kinds[0].Stem, word.Key))
            {
                throw new InvalidDataException(
                    $"'{kinds[0].Stem}' must have one name, but has {names[kinds[0].Stem]} and {word.Key}.");
            }
        }

        return CommandTables.Table(
            ["option", "meaning", "commands"],
            all.OrderBy(word => word.Key, StringComparer.Ordinal).Select(word => new[]
            {
                $"`{word.Key}`",
                StemOf(word.First().Option),
                string.Join(", ", word.Select(known => known.Path)),
            }));
    }

    /// <summary>What stands for the value in help; null for a flag.</summary>
    public static string? ValueOf(Option option)
    {
        if (KindOf(option) == "flag")
        {
            return null;
        }

        string[] known = [.. option.GetCompletions(CompletionContext.Empty).Select(item => item.Label)];
        var name = option.HelpName
            ?? (known.Length is > 0 and <= MostChoices ? string.Join('|', known) : KindOf(option).ToUpperInvariant());
        name = option.Arity.MaximumNumberOfValues > 1 ? name + " ..." : name;
        return option.Arity.MinimumNumberOfValues == 0 && option.ValueType != typeof(bool) ? $"[{name}]" : name;
    }

    /// <summary>The default value as help says it.</summary>
    public static string DefaultOf(Option option)
    {
        if (!option.HasDefaultValue || KindOf(option) == "flag" || option.Name == "--threads")
        {
            return ""; // the number of threads is the machine's
        }

        var text = option.GetDefaultValue() switch
        {
            null or "" => "",
            string one => one,
            IEnumerable several => string.Join(' ', several.Cast<object>().Select(Text)),
            var one => Text(one),
        };
        return text.Length > 0 ? $" [default: {text}]" : "";
    }

    // The meaning up to its first details: "False match rate (FAR in reports): those of verification."
    private static string StemOf(Option option)
    {
        var text = option.Description ?? "";
        var end = text.IndexOfAny([':', ';', '.'], 0);
        while (end >= 0 && end + 1 < text.Length && text[end + 1] != ' ')
        {
            end = text.IndexOfAny([':', ';', '.'], end + 1);
        }

        return end < 0 ? text : text[..end];
    }

    private static string KindOf(Option option)
    {
        var type = option.ValueType.IsArray ? option.ValueType.GetElementType()! : option.ValueType;
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type == typeof(bool) ? "flag"
            : type == typeof(int) || type == typeof(double) || type == typeof(long) ? "number"
            : typeof(FileSystemInfo).IsAssignableFrom(type) ? "path"
            : "text";
    }

    private static string Text(object value) => Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
