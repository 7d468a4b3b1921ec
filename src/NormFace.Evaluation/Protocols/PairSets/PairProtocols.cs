using NormFace.PairLists;
using NormFace.Settings;

namespace NormFace.Protocols.PairSets;

/// <summary>The protocols for pairs that come with the library.</summary>
public static class PairProtocols
{
    private static readonly LfwProtocol Lfw = new("lfw", "LFW's pairs.txt, pairsDevTrain.txt or pairsDevTest.txt.");
    private static readonly TableProtocol Table = new();
    private static readonly InsightFaceProtocol InsightFace = new();

    /// <summary>The protocols by name. A program adds its own with <see cref="Catalogue{T}.With"/>.</summary>
    public static Catalogue<PairProtocol> Default { get; } = new(
        "protocol",
        Lfw,
        new LfwProtocol("xqlfw", "XQLFW's xqlfw_pairs.txt."),
        new CrossLfwProtocol("calfw", "CALFW's pairs_CALFW.txt."),
        new CrossLfwProtocol("cplfw", "CPLFW's pairs_CPLFW.txt."),
        new CfpProtocol("cfp-fp", "FP", "Pair_list_P.txt"),
        new CfpProtocol("cfp-ff", "FF", "Pair_list_F.txt"),
        new AgeDbProtocol(),
        InsightFace,
        Table);

    /// <summary>Reads pairs in the form that the name of a file tells.</summary>
    /// <param name="path">
    /// A table where the name ends in <c>.csv</c> or <c>.tsv</c>, InsightFace's form for <c>.bin</c>, else LFW's.
    /// </param>
    /// <returns>The pairs, in the order of the file.</returns>
    /// <exception cref="InvalidDataException">It is of another form; the message names file and line.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static PairList Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        PairProtocol protocol = Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".CSV" or ".TSV" => Table,
            ".BIN" => InsightFace,
            _ => Lfw,
        };
        return protocol.Read(path);
    }
}
