using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace NormFace;

public class CalibrateCommandTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Another_models_embeddings_are_refused_trained_people_noticed_and_a_second_set_added()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Path.Combine(Repository.Root, "models", "faces.safetensors"), folder["m.safetensors"]);
        WriteOwnForm(folder["own.safetensors"], Hash());
        WriteOwnForm(folder["foreign.safetensors"], new string('a', 64));

        var foreign = await Calibrate("foreign.safetensors");
        var first = await Calibrate("own.safetensors");

        Assert.Equal(2, foreign.ExitCode);
        Assert.Contains("--model must be the model that made", foreign.Errors, StringComparison.Ordinal);
        Assert.True(first.ExitCode == 0, first.ToString());
        Assert.Contains("Warning: 2 of 30 people have the names", first.Output, StringComparison.Ordinal);
        Assert.Contains("Replaced the calibration on all ", first.Output, StringComparison.Ordinal);

        WriteOwnForm(folder["street.safetensors"], Hash());
        var added = await Calibrate("street.safetensors", "--add");
        Assert.True(added.ExitCode == 0, added.ToString());
        Assert.Contains(
            "Kept the calibration on all 1770 pairs of 60 embeddings of own: threshold", added.Output,
            StringComparison.Ordinal);
        WriteOwnForm(folder["studio.safetensors"], Hash());
        var alone = await Calibrate("studio.safetensors");
        Assert.Contains("Replaced the calibration on all 1770 pairs of 60 embeddings of own", alone.Output,
            StringComparison.Ordinal);
        Assert.Contains("Replaced the calibration on all 1770 pairs of 60 embeddings of street", alone.Output,
            StringComparison.Ordinal);

        string Hash() => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(folder["m.safetensors"])));

        Task<Command.Result> Calibrate(string embeddings, params string[] more) => Command.NormFace(
            [
                "calibrate", "--embeddings", folder[embeddings], "--model", folder["m.safetensors"], "--fmr", "0.1",
                "--replicates", "20", .. more,
            ]).RunAsync(Cancellation);

        // As 'embed' writes it, of 30 people with two pictures each, two of them marked as trained on.
        static void WriteOwnForm(string path, string modelSha256)
        {
            var random = new Random(2);
            var names = Encoding.UTF8.GetBytes(string.Concat(
                Enumerable.Range(0, 60).Select(row => $"p{row / 2}/{row % 2}.jpg\n")));
            var rows = new float[60 * 8];
            for (var row = 0; row < 60; row++)
            {
                for (var column = 0; column < 8; column++)
                {
                    rows[(row * 8) + column] = row % 2 == 1
                        ? rows[((row - 1) * 8) + column] + (0.3f * random.NextSingle()) : random.NextSingle() - 0.5f;
                }
            }

            var marks = new[] { "p3", "p7" }.Select(name => SHA256.HashData(Encoding.UTF8.GetBytes(name))[..4])
                .OrderBy(mark => BitConverter.ToUInt32(mark)).SelectMany(mark => mark).ToArray();
            var header = new JsonObject
            {
                ["__metadata__"] = new JsonObject
                {
                    ["model"] = "m.safetensors",
                    ["modelSha256"] = modelSha256,
                    ["trainedPeople"] = Convert.ToBase64String(marks),
                },
                ["embeddings"] = Tensor("F32", [60, 8], 0, 60 * 8 * 4),
                ["names"] = Tensor("U8", [names.Length], 60 * 8 * 4, (60 * 8 * 4) + names.Length),
            };
            var text = Encoding.UTF8.GetBytes(header.ToJsonString());
            File.WriteAllBytes(
                path,
                [
                    .. BitConverter.GetBytes((long)text.Length), .. text,
                    .. MemoryMarshal.AsBytes(rows.AsSpan()), .. names,
                ]);
        }

        static JsonObject Tensor(string type, int[] shape, int start, int end) => new()
        {
            ["dtype"] = type,
            ["shape"] = new JsonArray([.. shape.Select(length => (JsonNode)length)]),
            ["data_offsets"] = new JsonArray(start, end),
        };
    }

    [Fact]
    public async Task I_can_calibrate_and_am_told_what_the_data_cannot_support()
    {
        using var folder = DrawnPeople.Create(count: 40, pictures: 3);

        var result = await Command.NormFace([.. Calibrate(folder, "0.01"), "--json", folder["out.json"]])
            .RunAsync(Cancellation);
        var refused = await Command.NormFace(Calibrate(folder, "0.000001")).RunAsync(Cancellation);

        Assert.True(result.ExitCode == 0, result.ToString());
        var record = JsonNode.Parse(await File.ReadAllTextAsync(folder["out.json"], Cancellation))!;
        Assert.Equal(0.01, (double)record["thresholds"]![0]!["wantedRate"]!);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("At least 10000000 impostor pairs would be needed", refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_foreign_networks_calibration_goes_into_the_contract_that_is_named()
    {
        using var folder = DrawnPeople.Create(count: 40, pictures: 3);
        var (network, contract) = (Path.Combine(Repository.Root, "models", "faces.onnx"), folder["elsewhere.json"]);
        await File.WriteAllTextAsync(
            contract,
            """
            { "contract": { "width": 96, "height": 112, "channels": "rgb", "mean": 127.5, "factor": 0.01,
              "template": "five-point-96x112",
              "crop": { "canvasWidth": 96, "canvasHeight": 112, "left": 0, "top": 0, "width": 96, "height": 112 } } }
            """,
            Cancellation);
        string[] calibrate = [.. Calibrate(folder, "0.01"), "--contract", contract];

        var result = await Command.NormFace([.. calibrate, "--model", network]).RunAsync(Cancellation);
        var alone = await Command.NormFace(calibrate).RunAsync(Cancellation);
        var needless = await Command.NormFace([.. calibrate, "--model", Path.ChangeExtension(network, ".safetensors")])
            .RunAsync(Cancellation);

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal(
            0.01,
            (double)JsonNode.Parse(
                await File.ReadAllTextAsync(contract,
                    Cancellation))!["calibration"]!["thresholds"]![0]!["wantedRate"]!);
        Assert.Contains("name the network too", alone.Errors, StringComparison.Ordinal);
        Assert.Contains("leave out --contract", needless.Errors, StringComparison.Ordinal);
    }

    private static string[] Calibrate(TemporaryFolder folder, string rate) =>
    [
        "calibrate", "--embeddings", folder["e.npy"], "--names", folder["names.txt"], "--fmr", rate,
        "--replicates", "20",
    ];
}
