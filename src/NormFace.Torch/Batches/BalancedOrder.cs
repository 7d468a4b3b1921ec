using NormFace.Sampling;

namespace NormFace.Batches;

/// <summary>P identities with K pictures each in every batch, for losses that compare the samples of a batch.</summary>
/// <remarks>
/// Identities take turns in a new random order each round. The K pictures of an identity are drawn without repetition
/// where it has K, else every picture comes as often as any other, or once more.
/// </remarks>
internal sealed class BalancedOrder : SampleOrder
{
    private const long IdentityPurpose = 2;
    private const long PicturePurpose = 3;

    private readonly int[][] pictures; // by identity
    private readonly int picturesPerIdentity;
    private readonly long seed;

    /// <summary>Creates the order.</summary>
    /// <param name="labels">Label of each sample, at least 0.</param>
    /// <param name="identities">P, at least 1 and at most the number of identities.</param>
    /// <param name="picturesPerIdentity">K, at least 1.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <exception cref="ArgumentException">There are fewer than P identities, or a number is out of range.</exception>
    public BalancedOrder(IReadOnlyList<int> labels, int identities, int picturesPerIdentity, long seed)
        : base(checked(identities * picturesPerIdentity))
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfLessThan(picturesPerIdentity, 1);
        pictures = [
            .. Enumerable.Range(0, labels.Count)
            .GroupBy(index => labels[index])
            .OrderBy(group => group.Key)
            .Select(group => group.ToArray())];
        if (identities > pictures.Length)
        {
            throw new ArgumentException(
                $"identities must be at most the {pictures.Length} there are, since a batch holds each once, but was "
                + $"{identities}.",
                nameof(identities));
        }

        this.picturesPerIdentity = picturesPerIdentity;
        this.seed = seed;
        EpochSize = labels.Count;
    }

    /// <inheritdoc />
    public override int EpochSize { get; }

    /// <inheritdoc />
    public override IReadOnlyList<DrawnSample> Batch(long batch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(batch);
        var identities = BatchSize / picturesPerIdentity;
        var rounds = pictures.Length / identities; // whole batches of a round, so that none holds an identity twice
        var (round, turn) = (batch / rounds, (int)(batch % rounds));
        var order = Enumerable.Range(0, pictures.Length).ToArray();
        new SeededDraw(seed, round, third: IdentityPurpose).Shuffle(order.AsSpan());
        var epoch = batch * BatchSize / EpochSize;
        var samples = new List<DrawnSample>(BatchSize);

        foreach (var identity in order.AsSpan(turn * identities, identities))
        {
            var own = pictures[identity].ToArray();
            var draw = new SeededDraw(seed, batch, identity, PicturePurpose);
            for (var taken = 0; taken < picturesPerIdentity; taken++)
            {
                if (taken % own.Length == 0)
                {
                    draw.Shuffle(own.AsSpan());
                }

                // A repeated picture counts as a later pass, so that it is augmented again.
                samples.Add(new DrawnSample(own[taken % own.Length], epoch + (taken / own.Length)));
            }
        }

        return samples;
    }
}
