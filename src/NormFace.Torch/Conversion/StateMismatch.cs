using NormFace.Geometry;
using NormFace.Weights;

namespace NormFace.Conversion;

/// <summary>
/// Where a file's tensors and a module's differ, told at once: one name after the other would be a long evening.
/// </summary>
internal static class StateMismatch
{
    private const string Counter = "num_batches_tracked";

    /// <summary>Throws unless the tensors can be copied into the module's.</summary>
    public static void Throw(
        IReadOnlyDictionary<string, Tensor> wanted, IReadOnlyList<StoredTensor> given, string source)
    {
        var names = given.Select(stored => stored.Name).ToHashSet(StringComparer.Ordinal);
        string[] problems =
        [
            .. Listed("missing", wanted.Keys.Where(name => !names.Contains(name) && !IsCounter(name))),
            .. Listed("not in the network", names.Where(name => !wanted.ContainsKey(name) && !IsCounter(name))),
            .. Listed(
                "there twice",
                given.GroupBy(stored => stored.Name).Where(group => group.Count() > 1).Select(group => group.Key)),
            .. Listed("of another shape", given.Where(stored => HasOtherShape(wanted, stored)).Select(stored =>
                $"{stored.Name} ([{string.Join(", ", stored.Shape)}] in place of {Require.Shape(wanted[stored.Name])})")),
            .. Listed("of another kind", given.Where(stored => HasOtherKind(wanted, stored)).Select(stored =>
                $"{stored.Name} ({stored.Type} in place of {wanted[stored.Name].dtype})")),
        ];

        if (problems.Length > 0)
        {
            throw new InvalidDataException(
                $"{source}: expected the network's {wanted.Count} tensors, found differences. "
                + $"{string.Join(" ", problems)} Choose the network and the options the file was made with.");
        }
    }

    private static bool IsCounter(string name) =>
        name == Counter || name.EndsWith("." + Counter, StringComparison.Ordinal);

    private static bool HasOtherShape(IReadOnlyDictionary<string, Tensor> wanted, StoredTensor stored) =>
        wanted.TryGetValue(stored.Name, out var tensor) && !stored.Shape.SequenceEqual(tensor.shape);

    private static bool HasOtherKind(IReadOnlyDictionary<string, Tensor> wanted, StoredTensor stored) =>
        wanted.TryGetValue(stored.Name, out var tensor)
        && (
            stored.Type is StoredType.F64 or StoredType.F32 or StoredType.F16 or StoredType.BF16)
                != tensor.is_floating_point();

    private static IEnumerable<string> Listed(string what, IEnumerable<string> names)
    {
        var list = string.Join(", ", names);
        return list.Length == 0 ? [] : [$"{char.ToUpperInvariant(what[0])}{what[1..]}: {list}."];
    }
}
