using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json;
using NormFace.TestKit;
using Xunit;

namespace NormFace;

public sealed class VerifyTests : IDisposable
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Two_photographs_of_one_person_are_told_in_words_with_the_rate_of_errors_and_libtorch_is_not_loaded()
    {
        var result = await Run(
            "verify",
            Photograph("Abel_Pacheco_0001"),
            Photograph("Abel_Pacheco_0004"),
            "--fmr",
            "0.01",
            "--draw",
            folder["v.png"]);

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("the same person", result.Output, StringComparison.Ordinal);
        Assert.Contains("this threshold accepted ", result.Output, StringComparison.Ordinal);
        Assert.True(Png.Size(folder["v.png"]).Width > 500);
        // the system's own record of every library opened
        var loaded = string.Concat(Directory.GetFiles(folder["loaded"]).Select(File.ReadAllText));
        Assert.Contains("libonnxruntime", loaded, StringComparison.Ordinal);
        Assert.All(
            ["libtorch_cpu.so", "libc10.so", "libLibTorchSharp.so"],
            name => Assert.DoesNotContain(name, loaded, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_score_that_speaks_for_one_person_below_the_threshold_is_not_called_two_people()
    {
        var result = await Run(
            "verify", Photograph("George_Galloway_0001"), Photograph("George_Galloway_0002"), "--fmr", "0.001");

        Assert.Equal(9, result.ExitCode);
        Assert.Contains(": undecided.", result.Output, StringComparison.Ordinal);
        Assert.Contains("times as frequent between pictures of one person", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_people_end_with_3_and_JSON_holds_what_a_program_needs()
    {
        var result = await Run("verify", Photograph("Abel_Pacheco_0001"), Photograph("Afton_Smith_0001"), "--json");

        Assert.Equal(3, result.ExitCode);
        using var json = JsonDocument.Parse(result.Output);
        var root = json.RootElement;
        Assert.Equal("different", root.GetProperty("answer").GetString());
        Assert.True(root.GetProperty("score").GetDouble() < root.GetProperty("threshold").GetDouble());
        Assert.Equal(0.001, root.GetProperty("falseMatchRate").GetProperty("wanted").GetDouble());
        Assert.Equal(5, root.GetProperty("pictures")[0].GetProperty("landmarks").GetArrayLength());
    }

    [Theory]
    [InlineData("blank", 4, "no face was found")]
    [InlineData("text", 8, "not a JPEG, PNG, WebP, GIF, BMP, PGM or PPM")]
    [InlineData("pixel", 4, "no face was found in its 1x1 pixels")]
    [InlineData("truncated", 8, "truncated")]
    [InlineData("huge", 8, "30000x30000")]
    [InlineData("absent", 8, "cannot be read")]
    [InlineData("folder", 8, "it is a folder")]
    public async Task What_is_wrong_with_a_picture_is_said_and_has_its_exit_code(string what, int code, string message)
    {
        var good = Photograph("Abel_Pacheco_0001");
        var bad = folder["bad.jpg"];
        byte[]? bytes = what switch
        {
            "blank" => PictureBytes.Png(64, 64),
            "pixel" => PictureBytes.Png(1, 1),
            "text" => "no picture"u8.ToArray(),
            "truncated" => File.ReadAllBytes(good)[..4000],
            "huge" => PictureBytes.PngThatClaims(30_000, 30_000),
            _ => null,
        };
        if (bytes is not null)
        {
            File.WriteAllBytes(bad, bytes);
        }
        else if (what == "folder")
        {
            _ = Directory.CreateDirectory(bad);
        }

        var result = await Run("verify", good, bad);

        Assert.Equal(code, result.ExitCode);
        Assert.Contains("bad.jpg", result.Output, StringComparison.Ordinal);
        Assert.Contains(message, result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--threshold", "2", "--threshold must lie in [-1, 1]")]
    [InlineData("--fmr", "0.3", "must be one that was calibrated")]
    public async Task A_threshold_that_means_nothing_is_refused(string option, string value, string message)
    {
        var result = await Run(
            "verify", Photograph("Abel_Pacheco_0001"), Photograph("Abel_Pacheco_0004"), option, value);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_threshold_against_the_calibration_is_not_left_to_speak_alone()
    {
        var result = await Run(
            "verify", Photograph("Abel_Pacheco_0001"), Photograph("Akhmed_Zakayev_0001"), "--threshold", "-1");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("as between pictures of one person.", result.Output, StringComparison.Ordinal);
        Assert.Contains("the calibration does not", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_command_reads_is_not_written_over_and_a_place_that_cannot_be_written_is_named_before_any_work()
    {
        var (photograph, model) = (folder["p.jpg"], folder["m.safetensors"]);
        File.Copy(Photograph("Abel_Pacheco_0001"), photograph);
        File.Copy(Path.Combine(Repository.Root, "models", "faces.safetensors"), model);

        Assert.Contains(
            "is both input and output",
            (await Run("verify", photograph, photograph, "--draw", photograph)).Errors,
            StringComparison.Ordinal);
        Assert.Contains(
            "is both input and output", (await Run("export", model, "--out", model)).Errors, StringComparison.Ordinal);
        Assert.Contains(
            "is both input and output",
            (await Run("embed", folder["p.jpg"], "--model", model, "--out", model)).Errors,
            StringComparison.Ordinal);
        Assert.Contains(
            "/dev/null/a.png cannot be written",
            (await Run("verify", photograph, photograph, "--draw", "/dev/null/a.png")).Errors,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Aligning_nothing_is_no_success()
    {
        Directory.CreateDirectory(folder["empty"]);
        Directory.CreateDirectory(folder["blank"]);
        File.WriteAllBytes(folder["blank/a.png"], PictureBytes.Png(64, 64));
        File.WriteAllText(
            folder["points.csv"],
            "file,lex,ley,rex,rey,nx,ny,lmx,lmy,rmx,rmy\nother.png,20,20,40,20,30,30,22,42,38,42\n");

        Assert.Contains(
            "No pictures in",
            (await Run("align", folder["empty"], "--out", folder["o1"])).Errors,
            StringComparison.Ordinal);
        Assert.Equal(4, (await Run("align", folder["blank"], "--out", folder["o2"])).ExitCode);
        Assert.Contains(
            "Choose a folder outside it",
            (await Run("align", folder["blank"], "--out", folder["blank/out"])).Errors,
            StringComparison.Ordinal);
        Assert.Contains(
            "it has 'other.png', the pictures 'a.png'",
            (await Run("align", folder["blank"], "--out", folder["o3"], "--landmarks", folder["points.csv"])).Errors,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pictures_aligned_to_another_template_are_not_embedded_as_if_they_were_the_models()
    {
        Directory.CreateDirectory(folder["in"]);
        File.Copy(Photograph("Abel_Pacheco_0001"), folder["in/1.jpg"]);
        Assert.Equal(0, (await Run("align", folder["in"], "--out", folder["out"], "--template", "five-point-112x112")).ExitCode);

        var refused = await Run("embed", folder["out"], "--out", folder["a.safetensors"]);
        var cropped = await Run(
            "embed", folder["out"], "--out", folder["a.safetensors"], "--crop", "8,0,96,112@112x112");

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains(
            "are aligned to five-point-112x112, but the model takes five-point-96x112",
            refused.Errors,
            StringComparison.Ordinal);
        Assert.True(cropped.ExitCode == 0, cropped.ToString());
    }

    [Fact]
    public async Task The_detector_that_ships_answers_where_none_is_named()
    {
        var result = await Command.NormFace("verify", Photograph("Abel_Pacheco_0001"), Photograph("Abel_Pacheco_0004"))
            .RunAsync(Cancellation);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("the same person", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_face_of_a_folder_is_listed_as_JSON_in_pixels_of_the_upright_picture()
    {
        Directory.CreateDirectory(folder["in"]);
        File.Copy(Photograph("Abel_Pacheco_0001"), folder["in/one.jpg"]);
        File.WriteAllText(folder["in/broken.jpg"], "no picture");

        var result = await Command.NormFace("detect", folder["in"], "--json", "--draw", folder["d.png"])
            .RunAsync(Cancellation);

        Assert.Equal(0, result.ExitCode);
        using var json = JsonDocument.Parse(result.Output);
        var pictures = json.RootElement.GetProperty("pictures").EnumerateArray().ToArray();
        var one = pictures.Single(picture =>
            picture.GetProperty("name").GetString()!.EndsWith("one.jpg", StringComparison.Ordinal));
        Assert.Equal(250, one.GetProperty("width").GetInt32());
        var face = Assert.Single(one.GetProperty("faces").EnumerateArray());
        Assert.InRange(face.GetProperty("box")[0].GetDouble(), 60, 120);
        Assert.Equal(5, face.GetProperty("landmarks").GetArrayLength());
        Assert.Contains(pictures, picture => picture.TryGetProperty("problem", out _));
        Assert.True(File.Exists(folder["d.png"]));
    }

    [Fact]
    public async Task I_can_align_photographs_and_embed_what_was_aligned_or_the_photographs_themselves()
    {
        Directory.CreateDirectory(folder["in/Abel"]);
        File.Copy(Photograph("Abel_Pacheco_0001"), folder["in/Abel/1.jpg"]);
        File.Copy(Photograph("Abel_Pacheco_0004"), folder["in/Abel/4.jpg"]);

        var aligned = await Run("align", folder["in"], "--out", folder["out"]);
        var embedded = await Run(
            "embed", folder["out"], "--out", folder["a.npy"], "--names", folder["a.txt"]);
        var direct = await Run(
            "embed",
            folder["in"],
            "--detector",
            Mtcnn.Folder,
            "--out",
            folder["b.npy"],
            "--names",
            folder["b.txt"]);
        var verified = await Run("verify", folder["in/Abel/1.jpg"], folder["in/Abel/4.jpg"], "--json");

        Assert.True(aligned.ExitCode == 0, aligned.ToString());
        Assert.StartsWith("2 pictures: 2 aligned", aligned.Output, StringComparison.Ordinal);
        Assert.True(embedded.ExitCode == 0 && direct.ExitCode == 0, $"{embedded}{direct}");
        Assert.Equal(File.ReadAllBytes(folder["a.npy"]), File.ReadAllBytes(folder["b.npy"]));
        using var json = JsonDocument.Parse(verified.Output);
        // Embeddings of length 1 are in float32.
        Assert.Equal(
            Cosine(Row(folder["a.npy"], 0), Row(folder["a.npy"], 1)),
            json.RootElement.GetProperty("score").GetDouble(),
            1e-7);
    }

    [Fact]
    public async Task A_photograph_without_a_face_is_left_out_and_named()
    {
        Directory.CreateDirectory(folder["in/Abel"]);
        Directory.CreateDirectory(folder["no/Abel"]);
        File.Copy(Photograph("Abel_Pacheco_0001"), folder["in/Abel/1.jpg"]);
        File.Copy(Photograph("Abel_Pacheco_0004"), folder["in/Abel/4.jpg"]);
        File.WriteAllBytes(folder["in/Abel/none.png"], PictureBytes.Png(200, 200));
        File.WriteAllBytes(folder["no/Abel/none.png"], PictureBytes.Png(200, 200));

        var found = await Run(
            "embed", folder["in"], "--detector", Mtcnn.Folder, "--out", folder["e.npy"], "--names", folder["e.txt"]);
        var strict = await Run(
            "embed", folder["in"], "--detector", Mtcnn.Folder, "--out", folder["s.safetensors"], "--strict");
        var nobody = await Run("embed", folder["no"], "--detector", Mtcnn.Folder, "--out", folder["n.safetensors"]);

        Assert.True(found.ExitCode == 0, found.ToString());
        Assert.Contains("Skipped: Abel/none.png: no face was found", found.Output, StringComparison.Ordinal);
        Assert.Equal(["Abel/1.jpg", "Abel/4.jpg"], File.ReadAllLines(folder["e.txt"]));
        Assert.Equal(1, strict.ExitCode);
        Assert.Equal(4, nobody.ExitCode);
        Assert.False(File.Exists(folder["s.safetensors"]) || File.Exists(folder["n.safetensors"]));
    }

    [Fact]
    public async Task Both_engines_embed_alike()
    {
        Directory.CreateDirectory(folder["in"]);
        File.Copy(Photograph("Abel_Pacheco_0001"), folder["in/1.jpg"]);

        foreach (var engine in new[] { "onnx", "libtorch" })
        {
            var result = await Run(
                "embed",
                folder["in"],
                "--detector",
                Mtcnn.Folder,
                "--engine",
                engine,
                "--out",
                folder[engine + ".npy"],
                "--names",
                folder["n.txt"]);
            Assert.True(result.ExitCode == 0, result.ToString());
        }

        Assert.Equal(1, Cosine(Row(folder["onnx.npy"], 0), Row(folder["libtorch.npy"], 0)), 1e-9);
    }

    [Fact]
    public async Task An_export_is_compared_with_libtorch_before_it_is_written()
    {
        var result = await Run(
            "export", Path.Combine(Repository.Root, "models", "faces.safetensors"), "--out", folder["m.onnx"]);

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("equal to libtorch to", result.Output, StringComparison.Ordinal);
        // the other form of what ships
        Assert.Equal(
            File.ReadAllBytes(folder["m.onnx"]),
            File.ReadAllBytes(Path.Combine(Repository.Root, "models", "faces.onnx")));
    }

    private Task<Command.Result> Run(params string[] arguments)
    {
        Directory.CreateDirectory(folder["loaded"]);
        return (Command.NormFace(arguments) with
        {
            Environment = new Dictionary<string, string?>
            {
                ["LD_DEBUG"] = "files",
                ["LD_DEBUG_OUTPUT"] = folder["loaded/by"],
            },
        }).WithMtcnn().RunAsync(Cancellation);
    }

    private string Photograph(string name)
    {
        var archive = SharedData.Find("data/lfw-photos-fold1.zip");
        Assert.SkipWhen(archive is null, "The photographs are not beside the repository.");
        var path = folder[name + ".jpg"];
        if (!File.Exists(path))
        {
            using var zip = ZipFile.OpenRead(archive!);
            zip.Entries.Single(entry => entry.Name == name + ".jpg").ExtractToFile(path);
        }

        return path;
    }

    // Of a .npy file of float32.
    private static float[] Row(string path, int row)
    {
        var bytes = File.ReadAllBytes(path);
        var start = 10 + BitConverter.ToUInt16(bytes, 8);
        return MemoryMarshal.Cast<byte, float>(bytes.AsSpan(start + (4 * 128 * row), 4 * 128)).ToArray();
    }

    private static double Cosine(float[] one, float[] other)
    {
        double Dot(float[] x, float[] y) => x.Zip(y, (p, q) => (double)p * q).Sum();
        return Dot(one, other) / Math.Sqrt(Dot(one, one) * Dot(other, other));
    }
}
