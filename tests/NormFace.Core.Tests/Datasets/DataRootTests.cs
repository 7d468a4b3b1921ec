using Xunit;

namespace NormFace.Datasets;

public sealed class DataRootTests
{
    [Fact]
    public void A_name_is_found_below_the_root_before_the_folder_that_names_it()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["root"]);
        Directory.CreateDirectory(folder["recipes"]);
        File.WriteAllText(folder["root/both.txt"], "");
        File.WriteAllText(folder["recipes/both.txt"], "");
        File.WriteAllText(folder["recipes/beside.txt"], "");
        var root = new DataRoot(folder["root"]);

        Assert.Equal(folder["root/both.txt"], root.Find("both.txt", folder["recipes"]));
        Assert.Equal(folder["recipes/beside.txt"], root.Find("beside.txt", folder["recipes"]));
        Assert.Equal(folder["recipes/both.txt"], new DataRoot(null).Find("both.txt", folder["recipes"]));
        Assert.Equal(folder["recipes/both.txt"], root.Find(folder["recipes/both.txt"], folder["recipes"]));
    }

    [Fact]
    public void What_is_nowhere_is_reported_with_every_place_that_was_tried()
    {
        using var folder = new TemporaryFolder();
        var root = new DataRoot(folder["root"]);

        var message = root.Missing("none.zip", folder["recipes"]);

        Assert.Equal(folder["root/none.zip"], root.Find("none.zip", folder["recipes"]));
        Assert.Contains(folder["root/none.zip"], message, StringComparison.Ordinal);
        Assert.Contains(folder["recipes/none.zip"], message, StringComparison.Ordinal);
        Assert.Contains("--data or NORMFACE_DATA", message, StringComparison.Ordinal);
    }
}
