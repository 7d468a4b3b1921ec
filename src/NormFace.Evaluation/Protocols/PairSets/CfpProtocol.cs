using System.Globalization;
using NormFace.PairLists;

namespace NormFace.Protocols.PairSets;

/// <summary>Celebrities in frontal and profile: the data set's folder <c>Protocol</c>.</summary>
/// <remarks>
/// <c>Pair_list_F.txt</c> and <c>Pair_list_P.txt</c> number the frontal and the profile pictures (<c>1
/// ../Data/Images/001/frontal/01.jpg</c>). <c>Split/FP/01</c> to <c>10</c>, or <c>Split/FF</c>, hold <c>same.txt</c>
/// and <c>diff.txt</c> with two numbers a line (<c>12,3</c>): a frontal picture and a profile one, or two frontal ones.
/// Pictures are named by their paths below <c>Images</c>. Source: Sengupta and others, "Frontal to profile face
/// verification in the wild", WACV 2016.
/// </remarks>
internal sealed class CfpProtocol(string name, string split, string secondList)
    : PairProtocol(name, "The data set's folder 'Protocol'.")
{
    private static readonly string[] Files = ["same.txt", "diff.txt"];

    public override PairList Read(string path)
    {
        var (first, second) = (
            Pictures(Path.Combine(path, "Pair_list_F.txt")), Pictures(Path.Combine(path, secondList)));
        string[] folds = [
            .. Directory.GetDirectories(Path.Combine(path, "Split", split)).Order(StringComparer.Ordinal)];
        return new PairList(path, [.. folds.SelectMany((folder, fold) => Files.SelectMany(file =>
        {
            var list = Path.Combine(folder, file);
            return ListLines.Read(list).Select((line, at) => line.Split(',') is [var one, var other]
                ? new ListedPair(
                    Find(first, one, list, at), Find(second, other, list, at), file == "same.txt", fold, at + 1)
                : throw ListLines.Wrong(list, at + 1, "two numbers of pictures with a comma between", line));
        }))]);
    }

    private static string[] Pictures(string list) => [.. ListLines.Read(list).Select((line, at) =>
        line.Split(' ', 2) is [var number, var picture]
            && Number(number) == at + 1
            && picture.Contains("/Images/", StringComparison.Ordinal)
            ? picture[(picture.IndexOf("/Images/", StringComparison.Ordinal) + "/Images/".Length)..].Trim()
            : throw ListLines.Wrong(
                list, at + 1, $"the number {at + 1} and the path of a picture below 'Images'", line))];

    private static string Find(string[] pictures, string number, string list, int at) =>
        Number(number) is var place && place >= 1 && place <= pictures.Length
            ? pictures[place - 1]
            : throw ListLines.Wrong(list, at + 1, $"the number of a picture, from 1 to {pictures.Length}", number);

    private static int Number(string text) =>
        int.TryParse(
            text,
            NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
            CultureInfo.InvariantCulture,
            out var value) ? value : 0;
}
