using System.Text.Json.Nodes;
using NormFace.Embeddings;
using NormFace.TestKit;
using Xunit;

namespace NormFace.AllPairs;

public class SharedEmbeddingsTests
{
    [Fact]
    public void All_thirty_million_pairs_of_the_shared_embeddings_have_the_figures_of_numpy()
    {
        var folder = SharedData.Find("data/lfw-embeddings-128");
        Assert.SkipWhen(folder is null, "The embeddings of LFW are absent.");
        var golden = JsonNode.Parse(
            File.ReadAllText(SharedData.InRepository("tests/golden/lfw-embeddings-128-all-pairs.json")))!;
        var set = FeatureFile.Read(Path.Combine(folder!, "embeddings_f32.npy"), Path.Combine(folder!, "names.txt"));

        var result = AllPairsEvaluation.Of(
            set.Normalize(),
            new AllPairsOptions { Fars = AllPairsOptions.UsualFarsOf(set), ReplicateCount = 20 },
            cancel: TestContext.Current.CancellationToken);

        Assert.Equal(
            ((long)golden["genuinePairs"]!, (long)golden["impostorPairs"]!),
            (result.Summary.GenuineCount, result.Summary.ImpostorCount));
        // NumPy has the cosines in double precision, the evaluation in single: neighbours 1e-7 apart may stand in the
        // other order.
        Assert.Equal((double)golden["auc"]!, result.Summary.Auc.Value, 1e-9);
        Assert.Equal((double)golden["eer"]!, result.Summary.EqualErrorRate.Value, 1e-6);
        foreach (var (expected, actual) in golden["tarAtFar"]!.AsArray().Zip(result.Summary.TrueAcceptRates))
        {
            Assert.Equal((double)expected!["far"]!, actual.Far);
            Assert.Equal((double)expected["tar"]!, actual.Tar.Value, 1e-9);
            // up to the next score
            Assert.InRange(
                actual.Threshold, (double)expected["threshold"]! - 1e-6, (double)expected["threshold"]! + 2e-4);
        }
    }
}
