namespace NormFace.Pickles;

/// <summary>
/// What a pickle may hold beyond plain values, and how much of it. The defaults accept plain values only.
/// </summary>
/// <remarks>
/// Errors of kind <see cref="InvalidDataException"/> thrown by the functions get the file and position put before them.
/// </remarks>
internal sealed record PickleRules
{
    /// <summary>
    /// Gives the value of <c>name(arguments)</c>, for the few names it knows; throws <see cref="PickleGlobal.Refusal"/>
    /// for others.
    /// </summary>
    /// <remarks>
    /// Called where a pickle asks to call something or to make an object. Nothing else gives a call a meaning.
    /// </remarks>
    public Func<PickleGlobal, IReadOnlyList<object?>, object?> Call { get; init; } = (global, _) =>
        throw global.Refusal();

    /// <summary>Gives the value of a persistent id, such as PyTorch's storages.</summary>
    public Func<object?, object?> PersistentId { get; init; } =
        _ => throw new InvalidDataException("the pickle holds a persistent id, which has no meaning here.");

    /// <summary>Gives the value that replaces an object when the pickle sets its state (object, state).</summary>
    /// <remarks>Not asked for a <see cref="PickleMap"/>, which keeps the state aside. Places that hold the object
    /// already keep what they hold, so give back the same object, changed.</remarks>
    public Func<object?, object?, object?> Build { get; init; } =
        (_, _) => throw new InvalidDataException("the pickle sets the state of an object, which has no meaning here.");

    /// <summary>
    /// Whether strings of Python 2 are given as <c>byte[]</c>; otherwise as text, byte by byte (Latin-1).
    /// </summary>
    public bool ByteStrings { get; init; }

    /// <summary>What the pickle may cost; shared by the pickles of one file. Calls spend what they copy.</summary>
    public PickleBudget Budget { get; init; } = new();

    /// <summary>Most bytes of one pickle, at least 1; default: 1 GiB.</summary>
    public long LargestLength { get; init; } = 1L << 30;

    /// <summary>Most operations of one pickle, which bounds its values, at least 1; default: 8 million.</summary>
    public int LargestOperationCount { get; init; } = 8_000_000;

    /// <summary>How deep values may lie in each other, at least 1; default: 100.</summary>
    public int LargestDepth { get; init; } = 100;
}
