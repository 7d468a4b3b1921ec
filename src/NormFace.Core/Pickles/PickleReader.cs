namespace NormFace.Pickles;

/// <summary>Reads Python pickles, protocols 0 to 5, as plain values. It can execute nothing.</summary>
/// <remarks>
/// <para>
/// None is null; integers are <see cref="long"/> or, beyond its range, <see cref="System.Numerics.BigInteger"/>;
/// numbers are <see cref="double"/>; then <see cref="bool"/>, <see cref="string"/>, <c>byte[]</c>; lists and sets are
/// <c>List&lt;object?&gt;</c>, tuples <c>object?[]</c>, dictionaries <see cref="PickleMap"/>, names of Python
/// <see cref="PickleGlobal"/>.
/// </para>
/// <para>
/// A pickle is a program for a small machine that can name any function of Python and call it. Here a name is text, and
/// a call is what <see cref="PickleRules.Call"/> says or an error. Memory and work are in proportion to the length
/// (<see cref="PickleBudget"/>), depth is bounded, and a value never contains itself. The format is described in
/// Python's standard library, <c>pickletools</c>.
/// </para>
/// </remarks>
internal static class PickleReader
{
    /// <summary>Reads one pickle from the stream's position and leaves the stream just behind it.</summary>
    /// <param name="stream">
    /// Where to read; need not be seekable. Bytes are taken one by one, so let it be buffered.
    /// </param>
    /// <param name="name">Name of the file, for errors.</param>
    /// <param name="rules">What is accepted beyond plain values; null for nothing.</param>
    /// <returns>The value.</returns>
    /// <exception cref="InvalidDataException">
    /// The pickle is broken, too large, too deep, or asks for what the rules refuse; file and position are named.
    /// </exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static object? Read(Stream stream, string name, PickleRules? rules = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new PickleMachine(new PickleInput(stream, name, rules ??= new()), rules).Run();
    }
}
