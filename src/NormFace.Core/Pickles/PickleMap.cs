namespace NormFace.Pickles;

/// <summary>A dictionary of a pickle. Keys may be any value, None among them.</summary>
internal sealed class PickleMap
{
    private static readonly object None = new();

    // null while it is empty: a pickle can hold many empty dictionaries
    private List<KeyValuePair<object?, object?>>? pairs;
    private Dictionary<object, int>? places;

    /// <summary>The pairs, in the order in which their keys came.</summary>
    public IReadOnlyList<KeyValuePair<object?, object?>> Pairs => pairs ?? [];

    /// <summary>
    /// What the pickle set as the dictionary's attributes, such as the <c>_metadata</c> of a state dict; null if it set
    /// none.
    /// </summary>
    public object? State { get; internal set; }

    /// <summary>What <see cref="Set"/> costs: an entry, and the hashing of the key, which may be long.</summary>
    public static long CostOf(object? key) =>
        PickleBudget.TableEntry + (2 * PickleBudget.Place) + PickleKeys.HashedByteCount(key);

    /// <summary>Looks a key up.</summary>
    /// <param name="key">The key. Text, numbers and booleans are compared by value, all else by reference.</param>
    /// <param name="value">Its value, or null.</param>
    /// <returns>Whether the key is there.</returns>
    public bool TryGet(object? key, out object? value)
    {
        var isThere = PlaceOf(key, out var place);
        value = isThere ? pairs![place].Value : null;
        return isThere;
    }

    /// <summary>Sets the value of a key. An older value of it is replaced in its place.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    public void Set(object? key, object? value)
    {
        if (PlaceOf(key, out var place))
        {
            pairs![place] = new(key, value);
            return;
        }

        pairs ??= [];
        (places ??= new(PickleKeys.Comparer)).Add(key ?? None, pairs.Count);
        pairs.Add(new(key, value));
    }

    private bool PlaceOf(object? key, out int place)
    {
        place = 0;
        return places is not null && places.TryGetValue(key ?? None, out place);
    }
}
