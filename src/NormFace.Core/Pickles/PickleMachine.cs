using System.Globalization;
using NormFace.Storage;

namespace NormFace.Pickles;

/// <summary>The machine a pickle is a program for: a stack with marks, and a memo of values by number.</summary>
internal sealed class PickleMachine(PickleInput input, PickleRules rules)
{
    private const int HighestProtocol = 5;

    private readonly PickleStack stack = new(input);
    private readonly PickleLiterals literals = new(input, rules.ByteStrings);
    private readonly Dictionary<long, object?> memo = new(ForeignNumbers.Comparer);

    public object? Run()
    {
        for (var count = 0; count < rules.LargestOperationCount; count++)
        {
            var operation = (PickleOpcode)input.Byte();
            if (operation == PickleOpcode.Stop)
            {
                var value = stack.Pop();
                return PickleDepth.Exceeds(value, rules.LargestDepth, input)
                    ? throw input.Error(string.Create(
                        CultureInfo.InvariantCulture,
                        $"expected values nested at most {rules.LargestDepth} deep, found a deeper one or one that "
                        + $"contains itself."))
                    : value;
            }

            if (!literals.Push(operation, stack) && !Collect(operation) && !Remember(operation) && !Make(operation))
            {
                throw input.Error(FormattableString.Invariant(
                    $"expected an operation of a pickle, found byte 0x{(byte)operation:x2}."));
            }
        }

        throw input.Error(FormattableString.Invariant(
            $"expected at most {rules.LargestOperationCount} operations in a pickle, found more."));
    }

    // Lists, tuples, dictionaries, and the marks that bound them.
    private bool Collect(PickleOpcode operation)
    {
        switch (operation)
        {
            case PickleOpcode.Mark: stack.Mark(); return true;
            case PickleOpcode.Pop: stack.Drop(); return true;
            case PickleOpcode.PopMark: _ = stack.PopToMark(); return true;
            case PickleOpcode.Duplicate: stack.Push(stack.Peek()); return true;
            case PickleOpcode.EmptyTuple: stack.Push(Array.Empty<object?>()); return true;
            case PickleOpcode.Tuple1: stack.Push(stack.Tuple(1)); return true;
            case PickleOpcode.Tuple2: stack.Push(stack.Tuple(2)); return true;
            case PickleOpcode.Tuple3: stack.Push(stack.Tuple(3)); return true;
            case PickleOpcode.Tuple: stack.Push(stack.PopToMark()); return true;
            case PickleOpcode.EmptyList or PickleOpcode.EmptySet: stack.Push(NewList([])); return true;
            case PickleOpcode.List or PickleOpcode.FrozenSet:
                stack.Push(NewList(stack.PopToMark()));
                return true;
            case PickleOpcode.Append: Append([stack.Pop()]); return true;
            case PickleOpcode.Appends or PickleOpcode.AddItems: Append(stack.PopToMark()); return true;
            case PickleOpcode.EmptyDictionary: stack.Push(NewMap()); return true;
            case PickleOpcode.Dictionary:
                var items = stack.PopToMark();
                stack.Push(NewMap());
                Set(items);
                return true;
            case PickleOpcode.SetItem: Set(stack.Tuple(2)); return true;
            case PickleOpcode.SetItems: Set(stack.PopToMark()); return true;
            default: return false;
        }
    }

    // The memo, and what concerns the stream and no value.
    private bool Remember(PickleOpcode operation)
    {
        switch (operation)
        {
            case PickleOpcode.Put: Keep(input.IndexLine()); return true;
            case PickleOpcode.BinPut: Keep(input.Byte()); return true;
            case PickleOpcode.LongBinPut: Keep(input.UInt32()); return true;
            case PickleOpcode.Memoize: Keep(memo.Count); return true;
            case PickleOpcode.Get: Recall(input.IndexLine()); return true;
            case PickleOpcode.BinGet: Recall(input.Byte()); return true;
            case PickleOpcode.LongBinGet: Recall(input.UInt32()); return true;
            // a hint for reading ahead, which is not done here
            case PickleOpcode.Frame: _ = input.UInt64(); return true;
            case PickleOpcode.Protocol:
                var protocol = input.Byte();
                return protocol <= HighestProtocol
                    ? true
                    : throw input.Error(FormattableString.Invariant(
                        $"expected a pickle of protocol 0 to {HighestProtocol}, found {protocol}."));
            default: return false;
        }
    }

    // Names of Python and what is asked of them: the rules decide.
    private bool Make(PickleOpcode operation)
    {
        switch (operation)
        {
            case PickleOpcode.Global: stack.Push(NewGlobal(input.LineText(), input.LineText())); return true;
            case PickleOpcode.StackGlobal:
                stack.Push(stack.Tuple(2) is [string module, string name]
                    ? NewGlobal(module, name)
                    : throw input.Error("expected two strings that name something, found other values."));
                return true;
            case PickleOpcode.Reduce or PickleOpcode.NewObject:
                var pair = stack.Tuple(2);
                Call(pair[0], pair[1] as object?[]);
                return true;
            case PickleOpcode.NewObjectKeywords:
                var triple = stack.Tuple(3);
                Call(triple[0], triple[2] is PickleMap { Pairs.Count: 0 } ? triple[1] as object?[] : null);
                return true;
            case PickleOpcode.Instance:
                Call(NewGlobal(input.LineText(), input.LineText()), stack.PopToMark());
                return true;
            case PickleOpcode.Object:
                var parts = stack.PopToMark();
                Call(parts.FirstOrDefault(), parts.Length > 0 ? parts[1..] : null);
                return true;
            case PickleOpcode.Build: Build(stack.Pop()); return true;
            case PickleOpcode.PersistentId:
                var id = stack.Pop();
                stack.Push(Ask(() => rules.PersistentId(id)));
                return true;
            case PickleOpcode.PersistentIdLine:
                var line = input.LineText();
                stack.Push(Ask(() => rules.PersistentId(line)));
                return true;
            case PickleOpcode.Extension1 or PickleOpcode.Extension2 or PickleOpcode.Extension4:
                throw input.Error(
                    "the pickle uses an extension registered in one Python program, which has no meaning here.");
            default: return false;
        }
    }

    private void Append(object?[] items)
    {
        if (stack.Peek() is not List<object?> list)
        {
            throw input.Error("expected a list below the items, found another value.");
        }

        input.Spend(PickleBudget.Place * (long)items.Length);
        list.AddRange(items);
    }

    private void Set(object?[] items)
    {
        if (stack.Peek() is not PickleMap map || items.Length % 2 != 0)
        {
            throw input.Error("expected a dictionary below pairs of key and value, found other values.");
        }

        for (var index = 0; index < items.Length; index += 2)
        {
            input.Spend(PickleMap.CostOf(items[index]));
            map.Set(items[index], items[index + 1]);
        }
    }

    private List<object?> NewList(object?[] items)
    {
        input.Spend(PickleBudget.SmallObject + (sizeof(long) * (long)items.Length));
        return [.. items];
    }

    private PickleMap NewMap()
    {
        input.Spend(PickleBudget.SmallObject);
        return new PickleMap();
    }

    private PickleGlobal NewGlobal(string module, string name)
    {
        input.Spend(PickleBudget.SmallObject);
        return new PickleGlobal(module, name);
    }

    private void Keep(long index)
    {
        input.Spend(PickleBudget.TableEntry);
        memo[index] = stack.Peek();
    }

    private void Recall(long index) => stack.Push(memo.TryGetValue(index, out var value)
        ? value
        : throw input.Error(FormattableString.Invariant($"expected a remembered value {index}, found none.")));

    private void Call(object? callee, object?[]? arguments)
    {
        if (callee is not PickleGlobal global || arguments is null)
        {
            throw input.Error("expected a name and a tuple of arguments, found other values.");
        }

        stack.Push(Ask(() => rules.Call(global, arguments)));
    }

    private void Build(object? state)
    {
        var target = stack.Peek();
        if (target is PickleMap map)
        {
            map.State = state;
            return;
        }

        stack.Replace(Ask(() => rules.Build(target, state)));
    }

    private object? Ask(Func<object?> rule)
    {
        try
        {
            return rule();
        }
        catch (InvalidDataException error)
        {
            throw input.Error(error.Message, error);
        }
    }
}
