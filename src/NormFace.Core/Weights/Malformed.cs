namespace NormFace.Weights;

/// <summary>
/// The errors of a file that is not what it should be. Every message reads: where, what was expected, what was found.
/// </summary>
internal static class Malformed
{
    /// <summary>Something is wrong at a byte of the file.</summary>
    public static InvalidDataException At(
        string file, long position, string expected, string found, Exception? cause = null) =>
        new(FormattableString.Invariant($"{file}({position}): expected {expected}, found {found}."), cause);

    /// <summary>Something is wrong with a named part of the file.</summary>
    public static InvalidDataException In(
        string file, string part, string expected, string found, Exception? cause = null) =>
        new($"{file}({part}): expected {expected}, found {found}.", cause);
}
