using System.CommandLine;
using System.Globalization;

namespace NormFace.Cli.Commands;

/// <summary>Bounds of an option's number.</summary>
internal static class OptionRange
{
    /// <summary>
    /// Refuses numbers outside [<paramref name="least"/>, <paramref name="most"/>]. What is no number is refused by the
    /// parser.
    /// </summary>
    public static Option<int> Within(this Option<int> option, int least, int most) =>
        Within<int>(option, least, most);

    /// <summary>The same for a number that need not be whole.</summary>
    public static Option<double?> Within(this Option<double?> option, double least, double most) =>
        Within<double?>(option, least, most);

    private static Option<T> Within<T>(Option<T> option, double least, double most)
    {
        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
            {
                if (double.TryParse(token.Value, CultureInfo.InvariantCulture, out var number)
                    && !(number >= least && number <= most))
                {
                    result.AddError(
                        FormattableString.Invariant($"{option.Name} must lie in [{least}, {most}], but was {number}."));
                }
            }
        });
        return option;
    }
}
