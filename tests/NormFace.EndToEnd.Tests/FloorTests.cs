using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Xunit;

namespace NormFace;

public class FloorTests
{
    [Fact]
    public void Of_the_packages_only_NormFace_Torch_names_TorchSharp()
    {
        var namers = Directory.GetFiles(Repository.Output("NormFace.Cli"), "*.dll")
            .Where(NamesTorchSharp)
            .Select(System.IO.Path.GetFileNameWithoutExtension);

        Assert.Equal(["NormFace.Lab", "NormFace.Torch"], namers.Order()); // the Lab is not packed
    }

    [Theory]
    [InlineData("NormFace.Cli"), InlineData("NormFace.Samples"), InlineData("NormFace.Torch.Tests")]
    public void No_program_or_test_carries_its_own_copy_of_libtorch(string project)
    {
        Assert.SkipUnless(Directory.Exists(Repository.Output(project)), $"{project} is not built beside this test.");

        Assert.Empty(Directory.GetFiles(Repository.Output(project), "libtorch*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("normface"), InlineData("NormFace.Core"), InlineData("NormFace.Imaging")]
    [InlineData("NormFace.Evaluation"), InlineData("NormFace.Faces"), InlineData("NormFace.Lab")]
    public void Only_the_engine_calls_functions_of_the_system_so_the_rest_runs_on_any(string assembly)
    {
        using var file = new PEReader(File.OpenRead(
            System.IO.Path.Combine(Repository.Output("NormFace.Cli"), $"{assembly}.dll")));
        var metadata = file.GetMetadataReader();

        Assert.Empty(Enumerable.Range(1, metadata.GetTableRowCount(TableIndex.ModuleRef)).Select(row =>
            metadata.GetString(metadata.GetModuleReference(MetadataTokens.ModuleReferenceHandle(row)).Name)));
    }

    private static bool NamesTorchSharp(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        if (!file.HasMetadata)
        {
            return false;
        }

        var metadata = file.GetMetadataReader();
        return metadata.AssemblyReferences.Any(handle =>
            metadata.GetString(metadata.GetAssemblyReference(handle).Name) == "TorchSharp");
    }
}
