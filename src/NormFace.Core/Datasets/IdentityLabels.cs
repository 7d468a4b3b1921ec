namespace NormFace.Datasets;

/// <summary>
/// Identities and their class labels: the label of an identity is its place in the order of
/// <see cref="IdentityOrder"/>.
/// </summary>
/// <remarks>The same set of identities always gets the same labels, in whatever order it is given.</remarks>
public sealed class IdentityLabels
{
    private readonly string[] identities;
    private readonly Dictionary<string, int> labels = new(StringComparer.Ordinal);

    /// <summary>Numbers identities.</summary>
    /// <param name="identities">The identities; one that comes again changes nothing.</param>
    public IdentityLabels(IEnumerable<string> identities)
    {
        this.identities = [.. identities.Distinct(StringComparer.Ordinal).Order(IdentityOrder.Instance)];
        for (var label = 0; label < this.identities.Length; label++)
        {
            labels.Add(this.identities[label], label);
        }
    }

    /// <summary>Number of classes C.</summary>
    public int Count => identities.Length;

    /// <summary>The identities by label.</summary>
    public IReadOnlyList<string> Identities => identities;

    /// <summary>The identity of a label.</summary>
    /// <param name="label">A label in [0, C).</param>
    /// <returns>The identity.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such label.</exception>
    public string IdentityOf(int label) => (uint)label < (uint)identities.Length
        ? identities[label]
        : throw new ArgumentOutOfRangeException(
            nameof(label),
            label,
            FormattableString.Invariant($"label must lie in [0, {identities.Length}), but was {label}."));

    /// <summary>Looks up the label of an identity.</summary>
    /// <param name="identity">The identity.</param>
    /// <param name="label">Its label in [0, C), or 0 if it has none.</param>
    /// <returns>Whether it has one.</returns>
    public bool TryLabelOf(string identity, out int label) => labels.TryGetValue(identity, out label);
}
