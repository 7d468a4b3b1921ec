using NormFace.Datasets;
using NormFace.PairLists;

namespace NormFace.Protocols.PairSets;

/// <summary>InsightFace's pair files: <c>lfw.bin</c>, <c>cfp_fp.bin</c>, <c>agedb_30.bin</c> and others.</summary>
/// <remarks>
/// Pictures have no names: they are called by their place, as <c>normface embed lfw.bin</c> calls them. Folds
/// are the tenths of the list, as in InsightFace's <c>verification.py</c>; of a list whose tenths lack a kind of pair,
/// the tenths of each kind.
/// </remarks>
internal sealed class InsightFaceProtocol() : PairProtocol(
    "insightface", "A .bin file: lfw.bin, cfp_fp.bin, agedb_30.bin, ...")
{
    public override PairList Read(string path)
    {
        using var file = new PairFileSource(path);
        ListedPair[] pairs = [.. file.Pairs.Select(pair =>
            new ListedPair(file.Entries[pair.First].Path, file.Entries[pair.Second].Path, pair.IsGenuine, 0, 0))];
        var folds = FoldTenths.InOrder(pairs);
        var hasBothKinds = folds.GroupBy(pair => pair.Fold).All(
            fold => fold.Select(pair => pair.IsGenuine).Distinct().Count() == 2);
        return new PairList(path, hasBothKinds ? folds : FoldTenths.OfEachKind(pairs));
    }
}
