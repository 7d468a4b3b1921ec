using NormFace.Datasets;

namespace NormFace.PairLists;

/// <summary>Pairs of pictures in folds, each fold with genuine and with impostor pairs.</summary>
public sealed class PairList
{
    private const int MostFolds = 1000; // each costs a pass over the pairs of all the others

    /// <summary>Takes pairs and checks their folds.</summary>
    /// <param name="location">Where they come from, for messages.</param>
    /// <param name="pairs">
    /// The pairs, at least one of each kind in every fold; folds are numbered from 0 without a gap.
    /// </param>
    /// <param name="identityOf">
    /// Who a picture shows, by its path, or an empty text; the first folder of the path if null. See
    /// <see cref="FirstIdentities"/>.
    /// </param>
    /// <exception cref="InvalidDataException">
    /// There are no pairs, a fold lacks a kind, a number of a fold is left out, or a picture is paired with itself.
    /// </exception>
    public PairList(string location, IReadOnlyList<ListedPair> pairs, Func<string, string>? identityOf = null)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        Location = location;
        Pairs = pairs;
        if (pairs.Count == 0)
        {
            throw new InvalidDataException($"{location}: expected pairs of pictures, found none.");
        }

        if (pairs.FirstOrDefault(pair => pair.Fold is < 0 or >= MostFolds) is { } outside)
        {
            throw new InvalidDataException(FormattableString.Invariant($"{location}({outside.Line}): expected at most ")
                + FormattableString.Invariant($"{MostFolds} folds, found fold {outside.Fold + 1L}."));
        }

        FoldCount = pairs.Max(pair => pair.Fold) + 1;
        foreach (var pair in pairs.Where(pair => pair.First == pair.Second))
        {
            throw new InvalidDataException(FormattableString.Invariant($"{location}({pair.Line}): expected two ")
                + FormattableString.Invariant($"pictures, found '{pair.First}' twice."));
        }

        CheckFolds();

        (FirstIdentities, SecondIdentities) = PairIdentities.Of(
            location, pairs, identityOf ?? (path => PictureEntry.At(path).Identity));
    }

    /// <summary>Where the pairs come from.</summary>
    public string Location { get; }

    /// <summary>The pairs, in the order of the list.</summary>
    public IReadOnlyList<ListedPair> Pairs { get; }

    /// <summary>Number of folds, at least 1.</summary>
    public int FoldCount { get; }

    /// <summary>
    /// Label of the identity of the first picture of each pair; equal to the second's if and only if the pair is
    /// genuine.
    /// </summary>
    /// <remarks>
    /// Identities are what the paths say, where that agrees with the list. Where it does not, pictures that genuine
    /// pairs join are one identity and every other picture is one of its own.
    /// </remarks>
    public IReadOnlyList<int> FirstIdentities { get; }

    /// <summary>Label of the identity of the second picture of each pair.</summary>
    public IReadOnlyList<int> SecondIdentities { get; }

    private void CheckFolds()
    {
        var folds = new (int Genuine, int Impostor, int Line)[FoldCount];
        foreach (var pair in Pairs)
        {
            ref var fold = ref folds[pair.Fold];
            fold.Line = fold.Genuine + fold.Impostor == 0 ? pair.Line : fold.Line;
            _ = pair.IsGenuine ? fold.Genuine++ : fold.Impostor++;
        }

        var lacking = Array.FindIndex(folds, fold => fold.Genuine == 0 || fold.Impostor == 0);
        if (lacking >= 0)
        {
            var (genuine, impostor, first) = folds[lacking];
            var line = genuine + impostor > 0 ? FormattableString.Invariant($"({first})") : "";
            throw new InvalidDataException(FormattableString.Invariant(
                $"{Location}{line}: expected genuine and impostor pairs in fold {lacking + 1}, found ")
                + FormattableString.Invariant($"{genuine} genuine and {impostor} impostor pairs."));
        }
    }
}
