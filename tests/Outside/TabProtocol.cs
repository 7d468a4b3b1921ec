// A protocol as somebody else would write it, with our packages and nothing else: see CONTRIBUTING.md.
using NormFace.PairLists;

namespace Outside;

/// <summary>Lines <c>first TAB second TAB same|different TAB fold</c>, folds from 1.</summary>
public sealed class TabProtocol() : PairProtocol("tab", "A text with four columns.")
{
    public override PairList Read(string path) => new(path, [.. File.ReadLines(path).Select((line, index) =>
        line.Split('\t') is [var first, var second, "same" or "different", var fold]
            && int.TryParse(fold, out var number)
            ? new ListedPair(first, second, line.Contains("\tsame\t"), number - 1, index + 1)
            : throw new InvalidDataException($"{path}({index + 1}): expected four columns, found '{line}'."))]);
}
