using System.Numerics;
using System.Runtime.CompilerServices;

namespace NormFace.Pickles;

/// <summary>A dictionary of a pickle. Keys may be any value, None among them.</summary>
internal sealed class PickleMap
{
    private readonly List<KeyValuePair<object?, object?>> pairs = [];
    private readonly Dictionary<object, int> places = new(new KeyComparer());
    private int? placeOfNone;

    /// <summary>The pairs, in the order in which their keys came.</summary>
    public IReadOnlyList<KeyValuePair<object?, object?>> Pairs => pairs;

    /// <summary>
    /// What the pickle set as the dictionary's attributes, such as the <c>_metadata</c> of a state dict; null if it set
    /// none.
    /// </summary>
    public object? State { get; internal set; }

    /// <summary>Looks a key up.</summary>
    /// <param name="key">The key. Text, numbers and booleans are compared by value, all else by reference.</param>
    /// <param name="value">Its value, or null.</param>
    /// <returns>Whether the key is there.</returns>
    public bool TryGet(object? key, out object? value)
    {
        var place = PlaceOf(key);
        value = place is { } index ? pairs[index].Value : null;
        return place is not null;
    }

    /// <summary>Sets the value of a key. An older value of it is replaced in its place.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    public void Set(object? key, object? value)
    {
        if (PlaceOf(key) is { } index)
        {
            pairs[index] = new(key, value);
            return;
        }

        if (key is null)
        {
            placeOfNone = pairs.Count;
        }
        else
        {
            places.Add(key, pairs.Count);
        }

        pairs.Add(new(key, value));
    }

    private int? PlaceOf(object? key) =>
        key is null ? placeOfNone : places.TryGetValue(key, out var index) ? index : null;

    // Values that compare by content are few and flat, so hashing a key can neither recurse nor run a stranger's code.
    // Numbers are hashed with the process's seed: a file cannot choose keys that all fall together.
    private sealed class KeyComparer : IEqualityComparer<object>
    {
        bool IEqualityComparer<object>.Equals(object? one, object? other) =>
            ReferenceEquals(one, other)
                || (one is string or long or double or bool or BigInteger or PickleGlobal && one.Equals(other));

        public int GetHashCode(object value) => value switch
        {
            long number => Hash(number),
            double number => Hash(BitConverter.DoubleToInt64Bits(number + 0.0)), // the sum makes -0 equal 0
            string or bool or BigInteger or PickleGlobal => value.GetHashCode(),
            _ => RuntimeHelpers.GetHashCode(value),
        };

        private static int Hash(long bits) => HashCode.Combine((int)bits, (int)(bits >> 32));
    }
}
