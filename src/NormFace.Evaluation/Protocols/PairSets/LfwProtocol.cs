using System.Globalization;
using NormFace.PairLists;

namespace NormFace.Protocols.PairSets;

/// <summary>LFW's pair lists: <c>pairs.txt</c> of view 2, <c>pairsDevTrain.txt</c> and its test of view 1.</summary>
/// <remarks>
/// The first line holds the number of folds and the genuine pairs of each (<c>10 300</c>), or in view 1 that number
/// alone. Each fold has that many genuine pairs (<c>name number number</c>) and then as many impostor pairs (<c>name
/// number name number</c>), with tabs between. Picture 4 of a person is <c>Name/Name_0004.jpg</c>. Source: Huang,
/// Ramesh, Berg, Learned-Miller, "Labeled Faces in the Wild", UMass technical report 07-49 (2007). XQLFW has the same
/// form: Knoche, Hörmann, Rigoll, "Cross-quality LFW" (2021).
/// </remarks>
internal sealed class LfwProtocol(string name, string description) : PairProtocol(name, description)
{
    public override PairList Read(string path)
    {
        var lines = ListLines.Read(path);
        var (folds, half) = Header(path, lines);
        return lines.Length - 1 == 2L * folds * half
            ? new PairList(path, [.. lines.Skip(1).Select((line, at) => Pair(path, line, at, half))])
            : throw new InvalidDataException(
                $"{path}({lines.Length}): expected {2L * folds * half} pairs after the first line ({folds} folds of "
                + $"{half} genuine and {half} impostor pairs), found {lines.Length - 1}.");
    }

    private static (int Folds, int Half) Header(string path, string[] lines) =>
        (lines.Length > 0 ? lines[0].Split('\t', StringSplitOptions.TrimEntries) : []) switch
        {
            [var only] when IsCount(only, out var half) => (1, half),
            [var first, var second] when IsCount(first, out var folds) && IsCount(second, out var half) =>
                (folds, half),
            _ => throw ListLines.Wrong(
                path, 1, "the number of folds and of genuine pairs in each, with a tab between, or that number alone",
                lines.FirstOrDefault("")),
        };

    private static ListedPair Pair(string path, string line, int at, int half)
    {
        var isGenuine = at % (2 * half) < half;
        var fields = line.Split('\t', StringSplitOptions.TrimEntries);
        var isForm = fields.Length == (isGenuine ? 3 : 4) && fields[0].Length > 0 && fields[^2].Length > 0;
        if (!isForm || !IsCount(fields[1], out var first) || !IsCount(fields[^1], out var second))
        {
            var form = isGenuine ? "a genuine pair: name, number" : "an impostor pair: name, number, name";
            throw ListLines.Wrong(path, at + 2, $"{form}, number, with tabs between", line);
        }

        var other = isGenuine ? fields[0] : fields[2];
        return isGenuine == (fields[0] == other)
            ? new ListedPair(Picture(fields[0], first), Picture(other, second), isGenuine, at / (2 * half), at + 2)
            : throw ListLines.Wrong(path, at + 2, "an impostor pair of two people", line);
    }

    private static string Picture(string name, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{name}/{name}_{number:D4}.jpg");

    private static bool IsCount(string text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= 1;
}
