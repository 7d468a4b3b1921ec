using System.Globalization;
using NormFace.Pickles;

namespace NormFace.Weights;

/// <summary>
/// What the pickle of a PyTorch checkpoint may ask for: ordered dictionaries, storages, tensors. All else is refused by
/// name.
/// </summary>
internal sealed class TorchPickle
{
    private readonly PickleBudget budget = new();
    private readonly Dictionary<string, TorchStorage> storages = new(StringComparer.Ordinal);

    /// <summary>Every storage that was named, by key.</summary>
    public IReadOnlyDictionary<string, TorchStorage> Storages => storages;

    /// <summary>The rules for the reader.</summary>
    public PickleRules Rules => PlainRules with { Call = Call, PersistentId = StorageOf };

    /// <summary>The rules for the other pickles of the file, which hold plain values.</summary>
    public PickleRules PlainRules => new() { Budget = budget };

    private object? Call(PickleGlobal global, IReadOnlyList<object?> arguments) =>
        (global.ToString(), arguments) switch
        {
            ("collections.OrderedDict", []) => NewMap(),
            ("collections.OrderedDict", [List<object?> pairs]) => Map(pairs),
            ("torch._utils._rebuild_tensor",
                [TorchStorageView view, long offset, object?[] shape, object?[] strides]) =>
                Tensor(view, offset, shape, strides),
            (
                "torch._utils._rebuild_tensor_v2",
                [TorchStorageView view, long offset, object?[] shape, object?[] strides, ..]) =>
                Tensor(view, offset, shape, strides),
            ("torch._utils._rebuild_parameter", [TorchTensor tensor, ..]) => tensor,
            ("torch.Size", [object?[] lengths]) => lengths,
            _ => OldByteStrings.Of(global, arguments, budget) ?? throw new InvalidDataException(
                $"{global.Refusal().Message} A checkpoint for this program holds tensors only: save it again with "
                + $"torch.save(model.state_dict(), path)."),
        };

    private PickleMap NewMap()
    {
        budget.Spend(PickleBudget.SmallObject);
        return new PickleMap();
    }

    private PickleMap Map(List<object?> pairs)
    {
        var map = NewMap();
        foreach (var pair in pairs)
        {
            (object? key, object? value) = pair switch
            {
                object?[] and [var first, var second] => (first, second),
                List<object?> and [var first, var second] => (first, second),
                _ =>
                    throw new InvalidDataException(
                        "expected pairs of key and value in an ordered dictionary, found another value."),
            };
            budget.Spend(PickleMap.CostOf(key));
            map.Set(key, value);
        }

        return map;
    }

    private TorchTensor Tensor(TorchStorageView view, long offset, object?[] shape, object?[] strides)
    {
        budget.Spend(2 * PickleBudget.SmallObject);
        return TorchTensor.Of(view, offset, Numbers(shape), Numbers(strides));
    }

    private long[] Numbers(object?[] values)
    {
        if (values.Length > TensorShape.LargestRank || !Array.TrueForAll(values, value => value is long))
        {
            throw new InvalidDataException(
                $"expected at most {TensorShape.LargestRank} whole numbers as shape and as strides of a tensor, found "
                + "other values.");
        }

        budget.Spend(PickleBudget.SmallObject + (sizeof(long) * values.Length));
        return [.. values.Cast<long>()];
    }

    // Files before version 1.6 name a part of the storage after its count, and others None.
    private TorchStorageView StorageOf(object? id) =>
        id is object?[] and ["storage", PickleGlobal type, string key, _, long count, ..] parts && parts.Length <= 6
        ? Part(Storage(key, TypeOf(type), count), parts.ElementAtOrDefault(5))
        : throw new InvalidDataException("expected the description of a storage, found another persistent id.");

    private TorchStorage Storage(string key, StoredType type, long count)
    {
        budget.Spend(
            PickleBudget.TableEntry + (3 * PickleBudget.SmallObject) + PickleKeys.HashedByteCount(key));
        if (!storages.TryGetValue(key, out var storage))
        {
            storage = storages[key] = new TorchStorage(key, type, count);
        }

        return storage.Type == type && storage.Count == count && count >= 0
            ? storage
            : throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"expected storage '{key}' to be {storage.Count} numbers of type {storage.Type} throughout, found "
                + $"{count} of type {type}."));
    }

    // Old files name a part of a storage as (key, offset, count).
    private static TorchStorageView Part(TorchStorage storage, object? part) => part switch
    {
        null => new TorchStorageView(storage, 0, storage.Count),
        object?[] and [_, long offset, long count] when offset >= 0 && count >= 0 && offset <= storage.Count - count =>
            new TorchStorageView(storage, offset, count),
        _ =>
            throw new InvalidDataException(
                $"expected a part of the {storage.Count} numbers of storage '{storage.Key}', found another."),
    };

    private static StoredType TypeOf(PickleGlobal type) => (type.Module, type.Name) switch
    {
        ("torch" or "torch.cuda", "DoubleStorage") => StoredType.F64,
        ("torch" or "torch.cuda", "FloatStorage") => StoredType.F32,
        ("torch" or "torch.cuda", "HalfStorage") => StoredType.F16,
        ("torch" or "torch.cuda", "BFloat16Storage") => StoredType.BF16,
        ("torch" or "torch.cuda", "LongStorage") => StoredType.I64,
        ("torch" or "torch.cuda", "IntStorage") => StoredType.I32,
        ("torch" or "torch.cuda", "ShortStorage") => StoredType.I16,
        ("torch" or "torch.cuda", "CharStorage") => StoredType.I8,
        ("torch" or "torch.cuda", "ByteStorage") => StoredType.U8,
        ("torch" or "torch.cuda", "BoolStorage") => StoredType.BOOL,
        _ =>
            throw new InvalidDataException(
                $"expected a storage of plain numbers, found '{type}'. Convert the tensors to float32 before saving."),
    };
}
