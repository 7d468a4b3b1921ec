using System.CommandLine;
using NormFace.Datasets;
using NormFace.Embeddings;

namespace NormFace.Cli.Commands.Evaluation;

/// <summary>Options that keep the rows of some identities only.</summary>
internal static class PeopleOptions
{
    private static readonly Option<FileInfo?> People = new("--people")
    {
        Description = "Keep these identities only: a list of one name a line, or with --fold LFW's people.txt.",
    };

    private static readonly Option<int?> Fold = new("--fold")
    {
        Description = "Fold of --people in LFW's form, from 1.",
    };

    /// <summary>Adds the options to a command.</summary>
    public static void AddTo(Command command)
    {
        command.Options.Add(People);
        command.Options.Add(Fold);
    }

    /// <summary>Whether some people were chosen.</summary>
    public static bool AreGiven(ParseResult parsed) => parsed.GetValue(People) is not null;

    /// <summary>The set, or its rows of the identities asked for.</summary>
    public static FeatureSet Choose(ParseResult parsed, FeatureSet set)
    {
        var fold = parsed.GetValue(Fold);
        if (parsed.GetValue(People) is not { } file)
        {
            return fold is null
                ? set
                : throw new ArgumentException("--fold must come with --people, which names the people of each fold.");
        }

        var wanted = new HashSet<string>(
            fold is { } number ? FoldOf(file, number) : IdentityList.Read(file.FullName), StringComparer.Ordinal);
        int[] rows = [.. Enumerable.Range(0, set.Count).Where(
            row => wanted.Contains(set.Identities.IdentityOf(set.Labels[row])))];
        if (rows.Length == 0)
        {
            throw new InvalidDataException(
                $"{file}: expected identities of the embeddings, found none of its {wanted.Count} among them.");
        }

        var chosen = set.Choose(rows);
        EmbeddingOrigin.Warn(chosen, EmbeddingOptions.Origin(parsed).People);
        return chosen;
    }

    private static IReadOnlyList<string> FoldOf(FileInfo file, int number)
    {
        var folds = IdentityList.ReadFolds(file.FullName);
        return number >= 1 && number <= folds.Count
            ? folds[number - 1]
            : throw new ArgumentException(
                $"--fold must lie in [1, {folds.Count}], the folds of {file}, but was {number}.");
    }
}
