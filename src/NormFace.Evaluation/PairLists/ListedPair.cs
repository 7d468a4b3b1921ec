namespace NormFace.PairLists;

/// <summary>Two pictures of a list, to be told the same person or not.</summary>
/// <param name="First">Path of the first picture, with <c>/</c> between parts.</param>
/// <param name="Second">Path of the second picture.</param>
/// <param name="IsGenuine">Whether both show one identity.</param>
/// <param name="Fold">Fold of the pair, from 0.</param>
/// <param name="Line">Line of the file it came from, from 1; 0 if it came from no file.</param>
public sealed record ListedPair(string First, string Second, bool IsGenuine, int Fold, int Line);
