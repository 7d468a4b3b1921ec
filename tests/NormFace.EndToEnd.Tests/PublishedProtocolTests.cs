using System.Text.Json.Nodes;
using Xunit;

namespace NormFace;

/// <summary>Small sets in the published layout, whose figures are computed by hand.</summary>
public class PublishedProtocolTests
{
    private const int Size = 8;

    private readonly List<(string Name, float[] Feature)> rows = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task I_can_evaluate_CFP_in_its_own_layout()
    {
        using var folder = new TemporaryFolder();
        WriteCfp(folder);

        var found = await Evaluate(folder, "pairs", "--protocol", "cfp-fp", "--pairs", folder["Protocol"]);

        Assert.Equal((40, 10, 20), ((int)found["pairs"]!, (int)found["folds"]!, (int)found["genuinePairs"]!));
        // of 20 x 20 comparisons one genuine score, 0.2, is below one impostor's, 0.5
        Assert.Equal(399 / 400.0, (double)found["auc"]!, 12);
        Assert.Equal(0.05, (double)found["eer"]!, 12); // from 0.5 on one of 20 is accepted, one of 20 rejected
        var rate = Assert.Single(found["tarAtFar"]!.AsArray())!; // 20 impostor pairs show 0.1, not 0.01
        Assert.Equal((0.1, 1), ((double)rate["far"]!, (double)rate["tar"]!));
        Assert.Equal(0.2, (double)rate["threshold"]!, 1e-7); // below it all impostors would be accepted

        // The first fold is judged from 0.7 on and rejects its genuine score of 0.2, the last from 0.15 on and accepts
        // its impostor's 0.5;
        // the others, where rejecting the one and accepting the other are equally good, take the higher gap.
        var accuracy = found["versions"]!["best-threshold"]!;
        Assert.Equal(
            [0.75, 1, 1, 1, 1, 1, 1, 1, 1, 0.75],
            accuracy["accuracy"]!["folds"]!.AsArray().Select(fold => (double)fold!));
        Assert.Equal(0.95, (double)accuracy["accuracy"]!["mean"]!, 12);
        Assert.Equal((0.7, 0.15), (Threshold(0), Threshold(9)));

        double Threshold(int fold) => Math.Round((double)accuracy["thresholds"]![fold]!, 6);
    }

    [Fact]
    public async Task I_can_evaluate_IJB_in_its_own_lists()
    {
        using var folder = new TemporaryFolder();
        WriteIjb(folder);

        var found = await Evaluate(
            folder, "ijb", "--lists", folder.Path, "--fmr", "0.2", "--fpir", "0", "--rank", "1", "2");
        var plain = await Evaluate(
            folder, "ijb", "--lists", folder.Path, "--fmr", "0.2", "--fpir", "0", "--no-quality");

        Assert.Equal((6, 7, true), ((int)found["templates"]!, (int)found["pictures"]!, (bool)found["usesQuality"]!));
        var verification = found["verification"]!;
        Assert.Equal((3, 5), ((int)verification["genuinePairs"]!, (int)verification["impostorPairs"]!));
        // 0.949 wins 5 times, 0.8 four times, 0.5 three times
        Assert.Equal(12 / 15.0, (double)verification["auc"]!, 12);
        // from 0.6 on two of five are accepted, one of three rejected
        Assert.Equal(1 / 3.0, (double)verification["eer"]!, 12);
        Assert.Equal(2 / 3.0, (double)verification["tarAtFar"]![0]!["tar"]!, 12); // from 0.8 on

        // In G1 one of two probes has the other person first; the stranger's best score is 0.6. In G2 all is right.
        Assert.Equal([0.5, 1], Rates(found["galleries"]![0]!));
        Assert.Equal([1, 1], Rates(found["galleries"]![1]!));
        Assert.Equal(
            (2, 1), ((int)found["galleries"]![0]!["matedProbes"]!, (int)found["galleries"]![0]!["nonMatedProbes"]!));
        Assert.Equal(
            [0.75, 1], found["meanOfGalleries"]!["closedSet"]!.AsArray().Select(rate => (double)rate!["rate"]!));
        Assert.Equal(
            [0.75, 0.75], found["meanOfGalleries"]!["openSet"]!.AsArray().Select(rate => (double)rate!["tpir"]!));

        // Without quality the picture of somebody else counts as much: 0.707 with both people, and a tie counts one
        // half.
        Assert.Equal(9.5 / 15, (double)plain["verification"]!["auc"]!, 12);

        static IEnumerable<double> Rates(JsonNode gallery) =>
            gallery["closedSet"]!.AsArray().Select(rate => (double)rate!["rate"]!);
    }

    // Each person has a frontal picture and two profiles: the first is compared with the person's own frontal picture,
    // the second with the next
    // person's. Cosines of the first are 0.9, but 0.2 for the first person; of the second 0.1, but 0.5 for the last.
    private void WriteCfp(TemporaryFolder folder)
    {
        List<string> frontal = [], profile = [];
        for (var person = 1; person <= 20; person++)
        {
            Picture($"{person:D3}/frontal/01.jpg", frontal, 1);
            Picture($"{person:D3}/profile/01.jpg", profile, person == 1 ? 0.2 : 0.9);
            Picture($"{person:D3}/profile/02.jpg", profile, person == 20 ? 0.5 : 0.1);
        }

        for (var fold = 1; fold <= 10; fold++)
        {
            var split = Directory.CreateDirectory(folder[$"Protocol/Split/FP/{fold:D2}"]).FullName;
            var (one, other) = ((2 * fold) - 1, 2 * fold);
            File.WriteAllText(
                Path.Combine(split, "same.txt"),
                FormattableString.Invariant($"{one},{(2 * one) - 1}\n{other},{(2 * other) - 1}\n"));
            File.WriteAllText(
                Path.Combine(split, "diff.txt"),
                FormattableString.Invariant($"{other},{2 * one}\n{one},{2 * other}\n"));
        }

        File.WriteAllLines(folder["Protocol/Pair_list_F.txt"], frontal);
        File.WriteAllLines(folder["Protocol/Pair_list_P.txt"], profile);

        void Picture(string name, List<string> list, double cosine)
        {
            list.Add(FormattableString.Invariant($"{list.Count + 1} ../Data/Images/{name}"));
            rows.Add((name, Feature(cosine, Math.Sqrt(1 - (cosine * cosine)))));
        }
    }

    // Three people along three axes; templates 1 to 3 are enrolled, 4 to 6 search.
    private void WriteIjb(TemporaryFolder folder)
    {
        (int Template, int Person, double Quality, float[] Feature)[] pictures =
        [
            (1, 1, 1, Feature(1)),
            (2, 2, 1, Feature(0, 1)),
            (3, 3, 1, Feature(0, 0, 1)),
            (4, 1, 1, Feature(0.5, Math.Sqrt(0.75))),
            (5, 2, 0.9, Feature(0, 1)),
            (5, 2, 0.3, Feature(1)), // somebody else: together 0.949 with the own person, 0.316 with the other
            (6, 3, 1, Feature(0, 0.6, 0.8)),
        ];
        for (var picture = 0; picture < pictures.Length; picture++)
        {
            rows.Add((Name(picture), pictures[picture].Feature));
        }

        File.WriteAllLines(
            folder["ijbc_face_tid_mid.txt"],
            pictures.Select((picture, place) => $"{Name(place)} {picture.Template} {picture.Template}"));
        File.WriteAllLines(folder["ijbc_name_5pts_score.txt"], pictures.Select((picture, place) =>
            FormattableString.Invariant($"{Name(place)} 1 2 3 4 5 6 7 8 9 10 {picture.Quality}")));
        File.WriteAllText(
            folder["ijbc_template_pair_label.txt"], "1 4 1\n2 5 1\n3 6 1\n1 5 0\n2 4 0\n2 6 0\n3 4 0\n1 6 0\n");
        Csv("ijbc_1N_gallery_G1.csv", 1, 2);
        Csv("ijbc_1N_gallery_G2.csv", 3);
        Csv("ijbc_1N_probe_mixed.csv", 4, 5, 6);

        static string Name(int place) => FormattableString.Invariant($"{place + 1}.jpg");

        void Csv(string name, params int[] templates) => File.WriteAllLines(
            folder[name],
            pictures.Where(picture => templates.Contains(picture.Template))
                .Select(picture => FormattableString.Invariant($"{picture.Template},{picture.Person},img/1.png"))
                .Prepend("TEMPLATE_ID,SUBJECT_ID,FILENAME"));
    }

    private async Task<JsonNode> Evaluate(TemporaryFolder folder, string protocol, params string[] options)
    {
        await File.WriteAllLinesAsync(folder["names.txt"], rows.Select(row => row.Name), Cancellation);
        await File.WriteAllBytesAsync(
            folder["e.npy"], EvaluateTests.Matrix([.. rows.SelectMany(row => row.Feature)], Size), Cancellation);
        string[] shared =
        [
            "--embeddings",
            folder["e.npy"],
            "--names",
            folder["names.txt"],
            "--json",
            folder["out.json"],
            "--replicates",
            "20",
        ];

        var result = await Command.NormFace(["evaluate", protocol, .. shared, .. options]).RunAsync(Cancellation);

        Assert.True(result.ExitCode == 0, result.ToString());
        return JsonNode.Parse(await File.ReadAllTextAsync(folder["out.json"], Cancellation))!;
    }

    private static float[] Feature(params double[] values) =>
        [.. values.Select(value => (float)value), .. new float[Size - values.Length]];
}
