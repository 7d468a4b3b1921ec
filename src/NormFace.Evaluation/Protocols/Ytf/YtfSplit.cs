namespace NormFace.Protocols.Ytf;

/// <summary>A tenth of the pairs: each is tested on machines trained on the others.</summary>
/// <param name="Number">Its number in the file.</param>
/// <param name="Pairs">Its pairs in the order of the file, some of each kind.</param>
internal sealed record YtfSplit(int Number, IReadOnlyList<YtfPair> Pairs);
