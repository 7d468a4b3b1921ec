namespace NormFace.Settings;

/// <summary>Something that commands and files call by a name.</summary>
public interface INamed
{
    /// <summary>The name, in small letters with hyphens.</summary>
    string Name { get; }
}

/// <summary>Things by name. Immutable: a program that adds its own makes a new catalogue.</summary>
/// <typeparam name="T">What is named.</typeparam>
public sealed class Catalogue<T>
    where T : class, INamed
{
    private readonly string kind;

    /// <summary>Creates a catalogue.</summary>
    /// <param name="kind">What its members are, for messages: <c>protocol</c>.</param>
    /// <param name="members">The members, under unique names.</param>
    /// <exception cref="ArgumentException">Two members have one name; it is named.</exception>
    public Catalogue(string kind, params IReadOnlyList<T> members)
    {
        ArgumentException.ThrowIfNullOrEmpty(kind);
        ArgumentNullException.ThrowIfNull(members);
        var names = members.CountBy(member => member.Name, StringComparer.Ordinal);
        if (names.FirstOrDefault(name => name.Value > 1).Key is { } twice)
        {
            throw new ArgumentException(
                $"Every {kind} needs a unique name, but two are called '{twice}'.", nameof(members));
        }

        (this.kind, All) = (kind, [.. members]);
    }

    /// <summary>The members, in the order in which they were added.</summary>
    public IReadOnlyList<T> All { get; }

    /// <summary>The names of the members.</summary>
    public IEnumerable<string> Names => All.Select(member => member.Name);

    /// <summary>A catalogue with further members.</summary>
    /// <param name="members">The members to add.</param>
    /// <returns>A new catalogue; this one stays as it is.</returns>
    /// <exception cref="ArgumentException">A name is taken; it is named.</exception>
    public Catalogue<T> With(params IReadOnlyList<T> members) => new(kind, [.. All, .. members]);

    /// <summary>Finds a member.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The member.</returns>
    /// <exception cref="ArgumentException">There is no member of that name; the message lists the names.</exception>
    public T Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(member => member.Name == name) ?? throw new ArgumentException(
            $"The {kind} must be one of {string.Join(", ", Names)}, but was '{name}'.{Suggestion.For(name, Names)}",
            nameof(name));
    }
}
