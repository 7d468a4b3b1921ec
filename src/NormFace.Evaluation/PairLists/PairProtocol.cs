using NormFace.Settings;

namespace NormFace.PairLists;

/// <summary>
/// A published way to write down pairs with their folds: whoever reads another one derives from this.
/// </summary>
/// <param name="name">Name of the protocol, as commands call it.</param>
/// <param name="description">What its path is, in a line.</param>
public abstract class PairProtocol(string name, string description) : INamed
{
    /// <inheritdoc />
    public string Name { get; } = name;

    /// <summary>What its path is, in a line.</summary>
    public string Description { get; } = description;

    /// <summary>Reads the pairs.</summary>
    /// <param name="path">The file or folder, as its owners publish it.</param>
    /// <returns>The pairs with their folds; paths of pictures as <c>normface embed</c> names them.</returns>
    /// <exception cref="InvalidDataException">It is of another form; the message names file and line.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public abstract PairList Read(string path);
}
