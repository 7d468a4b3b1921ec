using NormFace.Embeddings;
using NormFace.PairLists;

namespace NormFace.Templates;

public sealed partial class TemplateTable
{
    // Unit rows that cancel each other leave what rounding left: a direction of no meaning.
    private const double LeastLength = 1e-6;

    /// <summary>Makes one embedding of the several pictures of each template.</summary>
    /// <param name="pictures">Embeddings of the pictures.</param>
    /// <param name="keepsLengths">
    /// Whether features are averaged as they are, instead of projected to the unit sphere first.
    /// </param>
    /// <returns>A row for each template under its name, in the order of their first members.</returns>
    /// <remarks>
    /// Embeddings are projected to the unit sphere and averaged with their weights over the pictures of a media, and
    /// these averages over the media of the template, so that a video of a thousand frames counts as one picture does.
    /// Source: the protocol of Whitelam and others, "IARPA Janus Benchmark-B Face Dataset", CVPRW (2017), with the
    /// pooling that its users settled on.
    /// </remarks>
    /// <exception cref="InvalidDataException">
    /// Pictures are missing (ten are named and all counted), or those of a template cancel each other or have no
    /// weight.
    /// </exception>
    public FeatureSet Pool(FeatureSet pictures, bool keepsLengths = false)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        ListedRows rows = new(pictures, Location);
        (TemplateMember Member, int Row)[] members = [
            .. Members.Select(member => (member, rows.Find(member.Picture, member.Line)))];
        rows.ThrowIfAnyIsMissing();

        var templates = members.GroupBy(member => member.Member.Template, StringComparer.Ordinal).ToArray();
        var values = new float[checked(templates.Length * pictures.Size)];
        for (var template = 0; template < templates.Length; template++)
        {
            Pool(pictures, [.. templates[template]], keepsLengths).CopyTo(values.AsSpan(template * pictures.Size));
        }

        return new FeatureSet(values, [.. templates.Select(template => template.Key)]);
    }

    private float[] Pool(FeatureSet pictures, (TemplateMember Member, int Row)[] members, bool keepsLengths)
    {
        var sum = new double[pictures.Size];
        double longest = 0;
        var media = members.Select((member, place) => (member.Member, member.Row, Place: place)).GroupBy(
            member => (member.Member.Media, member.Member.Media.Length > 0 ? 0 : member.Place));
        foreach (var taken in media)
        {
            var count = taken.Count();
            foreach (var (member, row, _) in taken)
            {
                var values = pictures.Row(row);
                var length = UnitVector.LengthOf(values);
                var factor = member.Weight / count / (keepsLengths ? 1 : length);
                longest = Math.Max(longest, factor * length);
                for (var index = 0; index < sum.Length; index++)
                {
                    sum[index] += factor * values[index];
                }
            }
        }

        var total = Math.Sqrt(sum.Sum(value => value * value));
        return total > LeastLength * longest
            ? [.. sum.Select(value => (float)(value / total))]
            : throw new InvalidDataException(FormattableString.Invariant(
                $"{Location}({members[0].Member.Line}): expected template '{members[0].Member.Template}' to have a ")
                + FormattableString.Invariant($"direction, but its {members.Length} pictures ")
                + (
                    longest == 0
                        ? "all have weight 0. Give one a weight, or leave the template out."
                        : "cancel each other. Look at their embeddings, or leave the template out."));
    }
}
