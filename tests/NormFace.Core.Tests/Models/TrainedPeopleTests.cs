using Xunit;

namespace NormFace.Models;

public class TrainedPeopleTests
{
    [Fact]
    public void Names_are_found_again_after_writing_and_others_are_not()
    {
        var text = TrainedPeople.Of(["Ann", "Ben", "Ann", "Čech"]).ToText();
        var people = TrainedPeople.Parse(text, "m");

        Assert.Equal(3, people.Count);
        Assert.All(["Ann", "Ben", "Čech"], name => Assert.True(people.Contains(name)));
        Assert.DoesNotContain(Enumerable.Range(0, 1000).Select(number => $"{number}"), people.Contains);
        Assert.Equal(text, TrainedPeople.Of(["Čech", "Ben", "Ann"]).ToText());
        Assert.Equal(4, people.With(TrainedPeople.Of(["Dan", "Ann"])).Count);
    }

    [Theory, InlineData("!"), InlineData("AAA="), InlineData("AAAAAAA=")]
    public void Another_text_is_refused(string text) =>
        Assert.Throws<InvalidDataException>(() => TrainedPeople.Parse(text, "m"));
}
