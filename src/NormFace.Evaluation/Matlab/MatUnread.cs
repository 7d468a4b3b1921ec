namespace NormFace.Matlab;

/// <summary>
/// An array of a kind that is not read: sparse, an object, a function. Its place and kind are known, its content is
/// not.
/// </summary>
internal sealed class MatUnread : MatArray
{
    private readonly string kind;

    internal MatUnread(string kind)
        : base([0, 0])
    {
        this.kind = kind;
    }

    private protected override string Kind => $"{kind} (not read)";
}
