namespace NormFace.Pickles;

/// <summary>
/// How deep values lie in each other. A reader of the result may then recurse without fear for its stack.
/// </summary>
internal static class PickleDepth
{
    /// <summary>
    /// Whether a value contains itself or nests deeper than the limit; time is linear in its parts, shared ones counted
    /// once.
    /// </summary>
    /// <param name="root">The value.</param>
    /// <param name="limit">Deepest nesting that is accepted.</param>
    /// <param name="input">Is charged for every list, tuple and dictionary.</param>
    public static bool Exceeds(object? root, int limit, PickleInput input)
    {
        // 0 while its parts are being walked
        var depths = new Dictionary<object, int>(ReferenceEqualityComparer.Instance);
        var open = new Stack<Frame>();
        Open(root);

        while (open.TryPeek(out var frame))
        {
            if (open.Count > limit)
            {
                return true;
            }

            if (!frame.Parts.MoveNext())
            {
                var depth = depths[frame.Value] = frame.DeepestPart + 1;
                _ = open.Pop();
                if (depth > limit)
                {
                    return true;
                }

                Below(depth);
            }
            else if (frame.Parts.Current is { } part)
            {
                if (!depths.TryGetValue(part, out var depth))
                {
                    Open(part);
                }
                else if (depth == 0)
                {
                    return true;
                }
                else
                {
                    Below(depth);
                }
            }
        }

        return false;

        void Open(object? value)
        {
            if (PartsOf(value) is { } parts)
            {
                input.Spend(PickleBudget.TableEntry);
                depths.Add(value!, 0);
                open.Push(new Frame(value!, parts.GetEnumerator()));
            }
        }

        void Below(int depth)
        {
            if (open.TryPeek(out var parent))
            {
                parent.DeepestPart = Math.Max(parent.DeepestPart, depth);
            }
        }
    }

    private static IEnumerable<object?>? PartsOf(object? value) => value switch
    {
        List<object?> list => list,
        object?[] tuple => tuple,
        PickleMap map => PartsOf(map),
        _ => null,
    };

    private static IEnumerable<object?> PartsOf(PickleMap map)
    {
        foreach (var (key, value) in map.Pairs)
        {
            yield return key;
            yield return value;
        }

        yield return map.State;
    }

    private sealed class Frame(object value, IEnumerator<object?> parts)
    {
        public object Value { get; } = value;

        public IEnumerator<object?> Parts { get; } = parts;

        public int DeepestPart { get; set; }
    }
}
