using System.CommandLine;
using System.Globalization;
using NormFace.Cli.Output;
using NormFace.Datasets;
using NormFace.Inspection;

namespace NormFace.Cli.Commands;

/// <summary><c>normface data</c>: what is in a set of pictures.</summary>
internal static class DataCommand
{
    private const int LongestList = 10; // rows of a list on the screen; the JSON file holds all

    private static readonly Argument<string> Pictures = PicturesArgument.Create();

    private static readonly Option<int> Threads = MachineOptions.Threads();

    private static readonly Option<bool> IsStrict = new("--strict")
    {
        Description = "Stop at the first picture that cannot be used: unreadable.",
    };

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        Command inspect = new("inspect", "Count pictures and identities, find duplicates and unreadable files.")
        {
            Pictures, JsonOutput.Option, Threads, IsStrict,
        };
        inspect.SetAction((parsed, cancellation) => Task.Run(
            () => Inspect(parsed, cancellation), CancellationToken.None));
        return new Command("data", "Inspect and check data sets.") { inspect, DataCheckCommand.Create() };
    }

    private static void Inspect(ParseResult parsed, CancellationToken cancellation)
    {
        using var input = InputFile.Open(parsed.GetValue(Pictures)!);
        using var source = PictureSourceCatalogue.Default.Open(input.Path);
        using var progress = new ConsoleProgress("pictures", source.Entries.Count);
        var found = DatasetInspection.Of(
            source, parsed.GetValue(Threads), parsed.GetValue(IsStrict), progress, cancellation);
        Print(found);
        JsonOutput.Write(parsed, found);
    }

    private static void Print(DatasetInspection found)
    {
        ConsoleReport.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"{found.PictureCount} pictures of {found.IdentityCount} identities, {found.StoredBytes / 1e6:F1} MB "
            + $"readable; {found.UnnamedPictureCount} without an identity; {found.Unreadable.Count} unreadable."));
        ConsoleReport.Line();
        ConsoleReport.Table(
            "Pictures of an identity", ["pictures", "identities"], Frequencies(found.PicturesOfIdentity));
        ConsoleReport.Table(
            "Sizes",
            ["width x height", "pictures"],
            found.Sizes.Take(LongestList).Select(size => (IReadOnlyList<string>)
            [
                FormattableString.Invariant($"{size.Width}x{size.Height}"),
                FormattableString.Invariant($"{size.Pictures}"),
            ]));
        Groups("stored with the same bytes", found.ExactDuplicates);
        Groups("that look the same", found.NearDuplicates);
        List("unreadable", [.. found.Unreadable.Select(picture => $"{picture.Picture}: {picture.Reason}")]);
    }

    // 1, 2, 3, 4, then doubling ranges: an identity may have any number of pictures.
    private static IEnumerable<IReadOnlyList<string>> Frequencies(IReadOnlyList<IdentityFrequency> frequencies)
    {
        if (frequencies.Count == 0)
        {
            yield break;
        }

        var most = frequencies[^1].Pictures;
        for (int low = 1, high = 1; low <= most; (low, high) = (high + 1, high < 4 ? high + 1 : high * 2))
        {
            var identities = frequencies.Where(row => row.Pictures >= low && row.Pictures <= high)
                .Sum(row => row.Identities);
            yield return
            [
                low == high ? FormattableString.Invariant($"{low}") : FormattableString.Invariant($"{low}-{high}"),
                FormattableString.Invariant($"{identities}"),
            ];
        }
    }

    private static void Groups(string what, IReadOnlyList<DuplicateGroup> groups) => List(
        $"groups of pictures {what}",
        [
            .. groups.Select(
                group => string.Join("  ", group.Pictures.Take(LongestList))
                    + (group.IdentityCount > 1 ? "  (different identities)" : "")),
        ]);

    private static void List(string what, IReadOnlyList<string> rows)
    {
        ConsoleReport.Line(FormattableString.Invariant($"{rows.Count} {what}"));
        foreach (var row in rows.Take(LongestList))
        {
            ConsoleReport.Line($"  {row}");
        }

        if (rows.Count > LongestList)
        {
            ConsoleReport.Line(FormattableString.Invariant($"  and {rows.Count - LongestList} more"));
        }
    }
}
