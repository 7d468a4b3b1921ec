using System.Diagnostics;
using Xunit;

namespace NormFace.Datasets;

public class FolderSourceTests
{
    [Fact]
    public void Pictures_come_by_identity_and_path_with_numbers_by_value()
    {
        using var folder = new TemporaryFolder();
        PictureBytes.Write(folder.Path, "10/a.jpg", "9/b.PNG", "9/a/deep.webp", "Zoe/1.bmp", "anna/2.gif", "root.jpeg");

        using var source = PictureSourceCatalogue.Default.Open(folder.Path);

        PictureBytes.AreRead(source, "root.jpeg", "9/a/deep.webp", "9/b.PNG", "10/a.jpg", "Zoe/1.bmp", "anna/2.gif");
        Assert.Equal(["", "9", "9", "10", "Zoe", "anna"], source.Entries.Select(entry => entry.Identity));
    }

    [Fact]
    public void Pictures_can_be_chosen_and_are_read_as_before()
    {
        using var folder = new TemporaryFolder();
        PictureBytes.Write(folder.Path, "ann/1.jpg", "ann/2.jpg", "ben/1.jpg", "cid/1.jpg");
        using var source = PictureSourceCatalogue.Default.Open(folder.Path);

        using var chosen = source.Where(entry => entry.Identity != "ben");

        PictureBytes.AreRead(chosen, "ann/1.jpg", "ann/2.jpg", "cid/1.jpg");
        Assert.Empty(source.Where(_ => false).Entries);
    }

    [Fact]
    public void Hidden_files_links_and_other_files_are_passed_over()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Makes links and a pipe.");
        using var outside = new TemporaryFolder();
        using var folder = new TemporaryFolder();
        PictureBytes.Write(outside.Path, "secret/s.jpg");
        PictureBytes.Write(folder.Path, "a/1.jpg", "a/.2.jpg", ".hidden/3.jpg", "a/notes.txt");
        Directory.CreateSymbolicLink(folder["b"], outside.Path);
        Directory.CreateSymbolicLink(folder["a/round"], folder.Path);
        File.CreateSymbolicLink(folder["a/4.jpg"], outside["secret/s.jpg"]);

        using var source = new FolderSource(folder.Path);

        PictureBytes.AreRead(source, "a/1.jpg");
    }

    [Fact]
    public void A_folder_whose_name_cannot_be_decoded_is_refused_and_such_a_picture_is_unreadable()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Names of other systems are Unicode.");
        using var folder = new TemporaryFolder();
        PictureBytes.Write(folder.Path, "a/1.jpg", "b\uFFFD/2.jpg"); // the character itself is a name like any other
        Shell("touch a/$(printf 'x\\377').jpg");

        using (var source = new FolderSource(folder.Path))
        {
            Assert.Equal(["a/1.jpg", "a/x\uFFFD.jpg", "b\uFFFD/2.jpg"], source.Entries.Select(entry => entry.Path));
            Assert.Equal("a/x\uFFFD.jpg", Assert.Throws<PictureException>(() => source.Read(1)).Picture);
        }

        Shell("mkdir a/$(printf 'y\\376')");
        Assert.Contains(
            "must be UTF-8, but one is 'y\uFFFD'",
            Assert.Throws<InvalidDataException>(() => new FolderSource(folder.Path)).Message,
            StringComparison.Ordinal);
        Shell("rm -r a"); // which .NET cannot

        void Shell(string command)
        {
            using var shell = Process.Start(new ProcessStartInfo("bash", ["-c", command])
            {
                WorkingDirectory = folder.Path,
            })!;
            shell.WaitForExit();
            Assert.Equal(0, shell.ExitCode);
        }
    }

    [Fact]
    public void A_pipe_called_like_a_picture_does_not_hang()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Makes a pipe.");
        using var folder = new TemporaryFolder();
        using (var make = Process.Start("mkfifo", [folder["pipe.jpg"]]))
        {
            make.WaitForExit();
        }

        using var source = new FolderSource(folder.Path);

        Assert.All(source.Entries.Index(), entry => Assert.Throws<PictureException>(() => source.Read(entry.Index)));
    }

    [Fact]
    public void A_picture_gone_since_is_named_and_the_others_are_read()
    {
        using var folder = new TemporaryFolder();
        PictureBytes.Write(folder.Path, "a/1.jpg", "a/2.jpg");
        using var source = new FolderSource(folder.Path);

        File.Delete(folder["a/1.jpg"]);

        Assert.Equal("a/1.jpg", Assert.Throws<PictureException>(() => source.Read(0)).Picture);
        Assert.Equal(PictureBytes.Of("a/2.jpg"), source.Read(1).Bytes.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => source.Read(2));
    }

    [Fact]
    public void Nothing_at_the_path_is_said_with_what_is_accepted()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["a.docx"], "x");

        Assert.Contains(
            ".zip",
            Assert.Throws<FileNotFoundException>(() => PictureSourceCatalogue.Default.Open(folder["none"])).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            ".zip",
            Assert.Throws<InvalidDataException>(() => PictureSourceCatalogue.Default.Open(folder["a.docx"])).Message,
            StringComparison.Ordinal);
        Assert.Throws<DirectoryNotFoundException>(() => new FolderSource(folder["none"]));
    }
}
