using System.Runtime.InteropServices;

namespace NormFace.Pickles;

/// <summary>
/// The stack of a pickle machine with its marks. What lies below a mark is out of reach until the mark is taken.
/// </summary>
internal sealed class PickleStack(PickleInput input)
{
    private readonly List<object?> values = [];
    private readonly List<int> marks = [];

    private int Floor => marks.Count > 0 ? marks[^1] : 0;

    public void Push(object? value)
    {
        input.Spend(PickleBudget.Place);
        values.Add(value);
    }

    public void Mark()
    {
        input.Spend(PickleBudget.Place);
        marks.Add(values.Count);
    }

    public object? Peek() =>
        values.Count > Floor ? values[^1] : throw input.Error("expected a value on the stack, found none.");

    public object? Pop()
    {
        var value = Peek();
        values.RemoveAt(values.Count - 1);
        return value;
    }

    /// <summary>Replaces the uppermost value.</summary>
    public void Replace(object? value)
    {
        _ = Pop();
        Push(value);
    }

    /// <summary>Takes away the uppermost value, or the mark where nothing lies on it.</summary>
    public void Drop()
    {
        if (values.Count == Floor && marks.Count > 0)
        {
            marks.RemoveAt(marks.Count - 1);
            return;
        }

        _ = Pop();
    }

    /// <summary>Takes the values above the last mark, in order, and the mark.</summary>
    public object?[] PopToMark()
    {
        if (marks.Count == 0)
        {
            throw input.Error("expected a mark on the stack, found none.");
        }

        var floor = Floor;
        input.Spend(PickleBudget.SmallObject + (sizeof(long) * (long)(values.Count - floor)));
        var taken = CollectionsMarshal.AsSpan(values)[floor..].ToArray();
        values.RemoveRange(floor, values.Count - floor);
        marks.RemoveAt(marks.Count - 1);
        return taken;
    }

    public object?[] Tuple(int length)
    {
        input.Spend(PickleBudget.SmallObject + (sizeof(long) * length));
        var tuple = new object?[length];
        for (var index = length - 1; index >= 0; index--)
        {
            tuple[index] = Pop();
        }

        return tuple;
    }
}
