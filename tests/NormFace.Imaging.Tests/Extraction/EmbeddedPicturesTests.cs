using NormFace.Datasets;
using NormFace.Embeddings;
using Xunit;

namespace NormFace.Extraction;

public class EmbeddedPicturesTests
{
    [Theory]
    [InlineData(float.NaN, "b/2.jpg", "holds NaN")]
    [InlineData(0f, "b/2.jpg", "is all zero")]
    [InlineData(1f, "b/2\n.jpg", "on one line each")]
    public void Rows_that_no_reader_takes_are_not_written_as_a_matrix(float value, string name, string expected)
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        var embedded = new EmbeddedPictures(
            [PictureEntry.At("a/1.jpg"), PictureEntry.At(name)], [1, 2, value, value], 2);

        var error = Assert.Throws<InvalidDataException>(
            () => embedded.Write(Path.Combine(folder, "e.npy"), Path.Combine(folder, "names.txt")));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder));
        Directory.Delete(folder);
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        var (matrix, names) = (Path.Combine(folder, "e.npy"), Path.Combine(folder, "names.txt"));

        new EmbeddedPictures([PictureEntry.At("a/1.jpg"), PictureEntry.At("b/2.jpg")], [1, 2, 3, 4], 2)
            .Write(matrix, names);

        Assert.Equal(["a/1.jpg", "b/2.jpg"], FeatureFile.Read(matrix, names).Names);
        Directory.Delete(folder, recursive: true);
    }
}
