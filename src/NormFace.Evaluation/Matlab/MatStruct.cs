namespace NormFace.Matlab;

/// <summary>An array of structures that share their fields.</summary>
internal sealed class MatStruct : MatArray
{
    internal MatStruct(
        IReadOnlyList<int> dimensions, IReadOnlyList<string> fields, IReadOnlyList<IReadOnlyList<MatArray>> values)
        : base(dimensions) => (Fields, Values) = (fields, values);

    /// <summary>Names of the fields, in their order.</summary>
    public IReadOnlyList<string> Fields { get; }

    /// <summary>The values of each field, one for every structure, column by column.</summary>
    public IReadOnlyList<IReadOnlyList<MatArray>> Values { get; }

    private protected override string Kind => "struct";
}
