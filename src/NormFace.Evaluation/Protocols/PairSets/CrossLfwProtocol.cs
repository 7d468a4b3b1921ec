using NormFace.PairLists;

namespace NormFace.Protocols.PairSets;

/// <summary>The list of CALFW and of CPLFW: two lines a pair, each <c>Name_0001.jpg label</c>.</summary>
/// <remarks>
/// The label of a genuine pair is above 0 (in CALFW its fold), of an impostor pair 0. Fold k consists of the k-th tenth
/// of the genuine and of the impostor pairs. Sources: Zheng, Deng, Hu, "Cross-age LFW", arXiv:1708.08197; Zheng, Deng,
/// "Cross-pose LFW" (2018).
/// </remarks>
internal sealed class CrossLfwProtocol(string name, string description) : PairProtocol(name, description)
{
    public override PairList Read(string path)
    {
        var lines = ListLines.Read(path);
        if (lines.Length % 2 != 0)
        {
            throw ListLines.Wrong(path, lines.Length, "a second line of the last pair", "the end of the file");
        }

        (string Picture, bool IsGenuine)[] named = [.. lines.Select((line, at) => Named(path, line, at + 1))];
        List<ListedPair> pairs = [];
        for (var at = 0; at < named.Length; at += 2)
        {
            var (first, second) = (named[at], named[at + 1]);
            pairs.Add(first.IsGenuine == second.IsGenuine
                ? new ListedPair(first.Picture, second.Picture, first.IsGenuine, 0, at + 1)
                : throw ListLines.Wrong(path, at + 2, "the label of the line before", lines[at + 1]));
        }

        return new PairList(path, FoldTenths.OfEachKind(pairs), PersonName.Of);
    }

    private static (string Picture, bool IsGenuine) Named(string path, string line, int number) =>
        line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var picture, var label]
            && int.TryParse(label, out var value)
            && value >= 0
            ? (picture, value > 0)
            : throw ListLines.Wrong(path, number, "the name of a picture and a label of at least 0", line);
}
