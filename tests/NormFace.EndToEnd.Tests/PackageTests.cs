using System.Globalization;
using System.IO.Compression;
using System.Text.Json.Nodes;
using Xunit;

namespace NormFace;

public class PackageTests(PackedPackages packed)
{
    private const long Deployment = 60_000_000; // bytes of a program that compares faces, on one system


    private const string Program = """
        using NormFace.Losses;
        using static TorchSharp.torch;

        var features = randn(8, 16).requires_grad_(); // the first tensor, before anything of NormFace
        var loss = new NormalizedSoftmaxLoss(classCount: 10, featureSize: 16);
        var value = loss.call(features, randint(0, 10, [8], dtype: ScalarType.Int64));
        value.backward();
        System.Console.WriteLine($"loss {value.item<float>():F3}, gradient {features.grad!.isfinite().all().item<bool>()}");
        """;

    // Core, Imaging with SkiaSharp, ONNX Runtime with its dependency, and abstractions.
    private static readonly string[] LightRuntime =
    [
        "Google.Protobuf",
        "Microsoft.Extensions.DependencyInjection.Abstractions",
        "Microsoft.Extensions.Logging.Abstractions",
        "Microsoft.Extensions.Options", "Microsoft.Extensions.Primitives",
        "Microsoft.ML.OnnxRuntime", "Microsoft.ML.OnnxRuntime.Managed",
        "NormFace.Core", "NormFace.Faces", "NormFace.Imaging",
        "SkiaSharp",
        "SkiaSharp.NativeAssets.Linux.NoDependencies",
        "SkiaSharp.NativeAssets.Win32",
        "SkiaSharp.NativeAssets.macOS",
        "System.IO.Hashing", "System.Numerics.Tensors",
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task I_can_add_one_package_to_a_fresh_console_project_and_use_every_loss()
    {
        using var folder = new TemporaryFolder();

        var result = await RunFresh(folder, "NormFace.Cpu", Program);

        Assert.Contains("gradient True", result.Output, StringComparison.Ordinal);
        Assert.True(Directory.Exists(folder["packages/normface.torch"]));
        // half a gigabyte stays where it is
        Assert.Empty(Directory.GetFiles(folder["out"], "libtorch*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task One_package_compares_faces_in_a_fresh_project_and_brings_its_model_but_no_libtorch_or_Evaluation()
    {
        using var folder = new TemporaryFolder();

        var result = await RunFresh(folder, "NormFace.Faces", """
            using NormFace.Recognition;

            using var model = EmbeddingModel.Open(Path.Combine(AppContext.BaseDirectory, "models", "faces.safetensors"));
            Console.WriteLine($"{model.Features(new byte[model.Contract.ByteCount]).Length} numbers");
            """);

        Assert.Contains("128 numbers", result.Output, StringComparison.Ordinal);
        Assert.Equal(LightRuntime, Restored(folder["app/obj/project.assets.json"]));
        Assert.DoesNotContain(
            Directory.GetFiles(folder["out"], "*", SearchOption.AllDirectories),
            file => file.Contains("torch", StringComparison.OrdinalIgnoreCase));
        Assert.InRange(Size(folder["out"]), 1, Deployment);
    }

    [Theory]
    [InlineData("osx-arm64", "libSkiaSharp.dylib", "libonnxruntime.dylib")]
    [InlineData("win-x64", "libSkiaSharp.dll", "onnxruntime.dll")]
    public async Task A_program_that_is_built_on_another_system_gets_the_native_files_of_that_one(
        string system, string skia, string onnx)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["app"]);
        await File.WriteAllTextAsync(folder["app/Program.cs"], "return;", Cancellation);

        await BuildFresh(folder, ["NormFace.Faces"], $"-p:NETCoreSdkPortableRuntimeIdentifier={system}");

        var native = Directory.GetFiles(folder["out/runtimes"], "*", SearchOption.AllDirectories);
        Assert.Contains(native, file => System.IO.Path.GetFileName(file) == skia);
        Assert.Contains(native, file => System.IO.Path.GetFileName(file) == onnx);
        Assert.DoesNotContain(native, file => file.EndsWith(".so", StringComparison.Ordinal));
        Assert.DoesNotContain(native, file => file.EndsWith(".pdb", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_loss_network_protocol_and_detector_from_outside_are_one_file_each_and_train_by_a_recipe()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["app"]);
        foreach (var file in Directory.GetFiles(System.IO.Path.Combine(Repository.Root, "tests", "Outside")))
        {
            File.Copy(file, folder[$"app/{System.IO.Path.GetFileName(file)}"]);
        }

        await BuildFresh(folder, ["NormFace.Cpu", "NormFace.Faces"]);
        var result = await Run(Command.Dotnet(folder["out/app.dll"]) with { Folder = folder["app"] });

        Assert.Contains("tiny, CircleLoss, 6 classes", result.Output, StringComparison.Ordinal);
        Assert.Contains("84 pairs, 2 folds, accuracy ", result.Output, StringComparison.Ordinal);
        var accuracy = result.Output.Split("accuracy ")[1].Split('\n')[0];
        Assert.InRange(double.Parse(accuracy, CultureInfo.InvariantCulture), 0.8, 1); // guessing gives 0.5
        Assert.Contains("detector: 16 values", result.Output, StringComparison.Ordinal);
        Assert.True(File.ReadAllLines(folder["app/CircleLoss.cs"]).Length <= 50);
    }

    // All that a program gets which adds the package, by name.
    private static IEnumerable<string> Restored(string assets) =>
        JsonNode.Parse(File.ReadAllText(assets))!["libraries"]!.AsObject()
            .Select(library => library.Key.Split('/')[0])
            .Order(StringComparer.Ordinal);

    private static long Size(string folder) =>
        Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);

    private async Task<Command.Result> RunFresh(TemporaryFolder folder, string package, string program)
    {
        Directory.CreateDirectory(folder["app"]);
        await File.WriteAllTextAsync(folder["app/Program.cs"], program, Cancellation);
        await BuildFresh(folder, [package]);
        return await Run(Command.Dotnet(folder["out/app.dll"]));
    }

    // Adds some of our packages to the program in 'app', outside of the repository, and builds it.
    private async Task BuildFresh(TemporaryFolder folder, IEnumerable<string> packages, params string[] arguments)
    {
        // Our packages come from the feed into a folder of their own; all others from where this build restored them. A
        // NormFace of the same version that somebody installed there must not stand in for the one just packed.
        Directory.CreateDirectory(folder["others"]);
        foreach (var other in Directory.GetDirectories(Repository.Packages).Where(
            path => !System.IO.Path.GetFileName(path).StartsWith("normface", StringComparison.OrdinalIgnoreCase)))
        {
            Directory.CreateSymbolicLink(
                System.IO.Path.Combine(folder["others"], System.IO.Path.GetFileName(other)), other);
        }

        var references = packages.Select(package =>
            $"""<PackageReference Include="{package}" Version="{Repository.PackageVersion}" />""");
        await File.WriteAllTextAsync(folder["app/app.csproj"], $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <RestoreAdditionalProjectSources>{await packed.FolderAsync()}</RestoreAdditionalProjectSources>
                <RestorePackagesPath>{folder["packages"]}</RestorePackagesPath>
                <RestoreFallbackFolders>{folder["others"]}</RestoreFallbackFolders>
              </PropertyGroup>
              <ItemGroup>
                {string.Join("", references)}
              </ItemGroup>
            </Project>
            """, Cancellation);
        await Run(Command.Dotnet(["build", "-c", "Release", "-o", folder["out"], .. arguments]) with
        {
            Folder = folder["app"],
        });
    }

    [Fact]
    public async Task Packages_carry_documentation_licence_and_readme()
    {
        using var package = await ZipFile.OpenReadAsync(
            await packed.FileAsync("NormFace.Torch"), Cancellation);
        var entries = package.Entries.Select(entry => entry.FullName).ToArray();
        using var nuspec = new StreamReader(package.GetEntry("NormFace.Torch.nuspec")!.Open());

        Assert.Contains("README.md", entries);
        Assert.Contains("lib/net10.0/NormFace.Torch.xml", entries);
        Assert.Contains("buildTransitive/NormFace.Torch.targets", entries);
        Assert.Contains("buildTransitive/NormFaceStart.cs", entries);
        Assert.Contains(
            "<license type=\"expression\">MIT</license>",
            await nuspec.ReadToEndAsync(Cancellation),
            StringComparison.Ordinal);
    }

    private static Task<Command.Result> Run(Command command) => command.SucceedAsync(Cancellation);
}
