namespace NormFace.Conditions;

/// <summary>
/// Four numbers for every bin of every condition: genuine pairs, lost ones, impostor pairs, accepted ones.
/// </summary>
internal static class PairCounts
{
    public const int Genuine = 0;
    public const int Lost = 1;
    public const int Impostor = 2;
    public const int Accepted = 3;
    public const int Kinds = 4;
}
