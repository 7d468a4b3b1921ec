using NormFace.AllPairs;
using NormFace.Datasets;
using NormFace.Embeddings;
using NormFace.Extraction;
using NormFace.Logs;
using NormFace.Synthesis;
using NormFace.Verification;

namespace NormFace.Demonstration;

/// <summary>Turns features of unseen identities into what the report shows.</summary>
internal sealed class DemoFigures(DemoPlan plan)
{
    private const int ShownPairs = 6;
    private const int Candidates = 200; // hardest pairs to choose from, so that not all show one person

    private static readonly double[] Fars = [0.01, 0.001];

    /// <summary>Figures and hardest pairs of a head.</summary>
    public static DemoRun Of(string name, IReadOnlyList<TrainingPoint> curve, EmbeddedPictures unseen) =>
        Of(name, curve, unseen.Values, [.. unseen.Entries]);

    /// <summary>Figures of the pixels themselves: what there is to gain.</summary>
    public DemoRun OfRawPixels()
    {
        using var source = DemoTraining.Unseen(plan);
        var values = Enumerable.Range(0, source.Entries.Count)
            .SelectMany(index => source.Read(index).Bytes.ToArray().Select(value => value - 127.5f));
        return Of("raw pixels (no training)", [], [.. values], source.Entries);
    }

    /// <summary>Some trained identities, one a row.</summary>
    public byte[] ContactSheet()
    {
        var pictures = Enumerable.Range(0, 6).SelectMany(identity =>
            Enumerable.Range(0, 12).Select(picture => SyntheticFaces.Draw(plan.Seed, identity, picture)));
        return Demonstration.ContactSheet.Of([.. pictures], 12).ToPng();
    }

    private static DemoRun Of(
        string name, IReadOnlyList<TrainingPoint> curve, float[] values, IReadOnlyList<PictureEntry> entries)
    {
        var embeddings = new FeatureSet(values, [.. entries.Select(entry => entry.Path)]).Normalize();
        var identities = embeddings.Labels;
        var hardest = AllPairsEvaluation.Of(
            embeddings, new AllPairsOptions { HardestCount = Candidates, ReplicateCount = 1, Fars = [] });
        return new DemoRun(name, curve, VerificationSummary.Of(AllPairsEvaluation.Scores(embeddings), Fars))
        {
            HardestGenuine = [.. hardest.HardestGenuine.DistinctBy(pair => identities[pair.First]).Take(ShownPairs)],
            HardestImpostor = [
                .. hardest.HardestImpostor.DistinctBy(pair =>
                    (identities[pair.First], identities[pair.Second])).Take(ShownPairs)],
        };
    }

    /// <summary>Path of each picture of unseen identities.</summary>
    public IReadOnlyList<string> UnseenPaths()
    {
        using var source = DemoTraining.Unseen(plan);
        return [.. source.Entries.Select(entry => entry.Path)];
    }

    /// <summary>The picture of a row as a PNG file.</summary>
    public byte[] Png(int row)
    {
        var (identity, picture) = Math.DivRem(row, DemoPlan.UnseenPictures);
        return SyntheticFaces.Draw(plan.Seed, DemoPlan.FirstUnseen + identity, picture).ToPng();
    }
}
