using System.Reflection.Metadata;
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
