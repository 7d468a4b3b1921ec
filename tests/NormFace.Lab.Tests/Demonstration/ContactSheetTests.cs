using NormFace.Decoding;
using Xunit;

namespace NormFace.Demonstration;

public class ContactSheetTests
{
    [Fact]
    public void Pictures_stand_row_by_row()
    {
        var sheet = ContactSheet.Of([Grey(1), Grey(2), Grey(3)], columns: 2);

        Assert.Equal((4, 2), (sheet.Width, sheet.Height));
        Assert.Equal<byte>([1, 1, 2, 2, 3, 3, 0, 0], sheet.Rgb.ToArray().Where((_, index) => index % 3 == 0));
    }

    [Fact]
    public void Pictures_of_different_sizes_or_none_are_refused()
    {
        Assert.Throws<ArgumentException>(() => ContactSheet.Of([], 1));
        Assert.Throws<ArgumentException>(() => ContactSheet.Of([Grey(1), new Picture(1, 1, new byte[3])], 1));
    }

    private static Picture Grey(byte value) => new(2, 1, [value, value, value, value, value, value]);
}
