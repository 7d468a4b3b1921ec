namespace NormFace.Matlab;

/// <summary>An array of structures that share their fields.</summary>
public sealed class MatStruct : MatArray
{
    internal MatStruct(IReadOnlyList<int> dimensions, IReadOnlyDictionary<string, IReadOnlyList<MatArray>> fields)
        : base(dimensions)
    {
        Fields = fields;
    }

    /// <summary>The values of each field, one for every structure, column by column.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<MatArray>> Fields { get; }

    private protected override string Kind => "struct";
}
