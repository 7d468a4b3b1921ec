namespace NormFace.Pickles;

/// <summary>
/// What the pickles of one file may cost: bytes of memory, and bytes copied or hashed. Every byte that is read adds to
/// it, so a small file can never become much memory or much time, whatever its operations are.
/// </summary>
/// <remarks>
/// The charges are upper estimates for a 64-bit process, with the spare room of lists and hash tables. Nothing is given
/// back: a pickle that writes what it needs, once, stays below the budget.
/// </remarks>
internal sealed class PickleBudget
{
    /// <summary>A value's place on the stack or in a list.</summary>
    public const int Place = 16;

    /// <summary>An object with a few fields, or a small array without its items.</summary>
    public const int SmallObject = 40;

    /// <summary>An entry of a hash table.</summary>
    public const int TableEntry = 64;

    /// <summary>The error of a reader whose budget is used up.</summary>
    public const string Exceeded =
        "expected a pickle that asks for memory and work in proportion to its size, found one that asks for far more.";

    private const long Start = 32 << 20; // what every file may cost
    private const int EarnedByOperation = 24; // by each byte of an operation and its numbers
    private const int EarnedByContent = 4; // by each byte of text and byte strings

    private long left = Start;

    /// <summary>Adds what bytes of operations and numbers earn.</summary>
    public void EarnOperation(int byteCount) => left += (long)byteCount * EarnedByOperation;

    /// <summary>Adds what bytes of text and byte strings earn.</summary>
    public void EarnContent(int byteCount) => left += (long)byteCount * EarnedByContent;

    /// <summary>Takes what something costs, before it is done.</summary>
    /// <exception cref="InvalidDataException">
    /// It is more than is left. The message names no file: the reader adds it.
    /// </exception>
    public void Spend(long byteCount)
    {
        if (!TrySpend(byteCount))
        {
            throw new InvalidDataException(Exceeded);
        }
    }

    /// <summary>Takes what something costs; false if it is more than is left.</summary>
    public bool TrySpend(long byteCount) => (left -= byteCount) >= 0;
}
