namespace NormFace.Pickles;

/// <summary>A Python name in a pickle, as text. It is never looked up, imported or called.</summary>
/// <param name="Module">Module, such as <c>torch._utils</c>.</param>
/// <param name="Name">Name in the module, such as <c>_rebuild_tensor_v2</c>.</param>
internal sealed record PickleGlobal(string Module, string Name)
{
    /// <summary>As Python writes it: <c>torch._utils._rebuild_tensor_v2</c>.</summary>
    public override string ToString() => $"{Module}.{Name}";

    /// <summary>The error of a reader that does not accept this name.</summary>
    /// <returns>An error that names it; the pickle reader adds file and position.</returns>
    public InvalidDataException Refusal() =>
        new($"the pickle wants to call '{this}', which is not accepted as data. Nothing was executed.");
}
