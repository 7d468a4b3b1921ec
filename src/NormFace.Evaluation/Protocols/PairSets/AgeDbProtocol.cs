using NormFace.Matlab;
using NormFace.PairLists;

namespace NormFace.Protocols.PairSets;

/// <summary>AgeDB's protocols, <c>04_FINAL_protocol_30_years.mat</c> and its kin.</summary>
/// <remarks>
/// The variable <c>splits</c> is a cell array of the folds. A fold is a structure of two fields: the pairs, a cell
/// array <c>[2, P]</c> of structures whose first field is the name of a picture without its ending, and the labels, 1
/// for a genuine pair and −1 or 0 for an impostor pair. Pictures are named <c>number_Person_age_sex.jpg</c>. Source:
/// Moschoglou and others, "AgeDB", CVPRW 2017.
/// </remarks>
internal sealed class AgeDbProtocol() : PairProtocol(
    "agedb-30", "The protocol of 30 years, 04_FINAL_protocol_30_years.mat.")
{
    public override PairList Read(string path) => new(
        path,
        [.. MatFile.Read(path).Get<MatCells>("splits").Cells.SelectMany((split, fold) => Fold(path, split, fold))],
        picture => picture.Split('_') is [_, var person, ..] ? person : "");

    private static IEnumerable<ListedPair> Fold(string path, MatArray split, int fold)
    {
        var (pictures, labels) = split is MatStruct { Values: [[MatCells cells], [MatNumbers numbers], ..] }
            && cells.Cells.Count == 2 * numbers.Values.Count
            ? (cells.Cells, numbers.Values)
            : throw Wrong(path, fold, $"two fields, [2, P] pictures and P labels, found {split.Description}");
        return labels.Select((label, pair) =>
            new ListedPair(Name(pictures[2 * pair]), Name(pictures[(2 * pair) + 1]), label > 0, fold, 0));

        string Name(MatArray picture) => picture is MatStruct { Values: [[MatText text], ..] }
            ? text.Characters + ".jpg"
            : throw Wrong(path, fold, $"the name of a picture, found {picture.Description}");
    }

    private static InvalidDataException Wrong(string path, int fold, string expected) =>
        new(FormattableString.Invariant($"{path}: expected splits{{{fold + 1}}} to hold {expected}."));
}
