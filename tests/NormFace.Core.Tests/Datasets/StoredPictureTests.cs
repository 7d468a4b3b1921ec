using Xunit;

namespace NormFace.Datasets;

public class StoredPictureTests
{
    [Fact]
    public void A_file_larger_than_any_picture_is_refused_by_its_size()
    {
        var path = Path.GetTempFileName();
        try
        {
            using (var file = File.OpenWrite(path))
            {
                file.SetLength(StoredPicture.MaxLength + 1L); // takes no room on the disk
            }

            Assert.Contains(
                "larger than 268435456 bytes",
                Assert.Throws<InvalidDataException>(() => StoredPicture.FromFile(path)).Message,
                StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_folder_and_an_empty_file_are_refused()
    {
        var path = Path.GetTempFileName();
        try
        {
            Assert.Contains(
                "empty",
                Assert.Throws<InvalidDataException>(() => StoredPicture.FromFile(path)).Message,
                StringComparison.Ordinal);
            Assert.Contains(
                "folder",
                Assert.Throws<InvalidDataException>(() => StoredPicture.FromFile(Path.GetTempPath())).Message,
                StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
