using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace NormFace.Reference;

/// <summary>
/// Summaries of types and properties from the XML documentation beside their assemblies, as Markdown.
/// </summary>
internal sealed partial class XmlSummaries
{
    private readonly Dictionary<Assembly, Dictionary<string, string>> read = [];

    /// <summary>What the documentation says of a type or property, on one line.</summary>
    /// <exception cref="InvalidDataException">It has no summary.</exception>
    /// <exception cref="IOException">The documentation of its assembly cannot be read.</exception>
    public string Of(MemberInfo member)
    {
        var assembly = member.Module.Assembly;
        var id = (member is Type type ? $"T:{type.FullName}" : $"P:{member.DeclaringType!.FullName}.{member.Name}")
            .Replace('+', '.'); // nested types
        if (!read.TryGetValue(assembly, out var summaries))
        {
            read[assembly] = summaries = Read(assembly);
        }

        return summaries.GetValueOrDefault(id) ?? throw new InvalidDataException($"{id} has no summary.");
    }

    private static Dictionary<string, string> Read(Assembly assembly) =>
        XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member")
            .Where(member => member.Element("summary") is not null)
            .ToDictionary(member => (string)member.Attribute("name")!, member => Markdown(member.Element("summary")!));

    private static string Markdown(XElement summary) =>
        Blank().Replace(string.Concat(summary.Nodes().Select(Markdown)), " ").Trim();

    private static string Markdown(XNode node) => node switch
    {
        XText text => text.Value.Replace("|", "\\|", StringComparison.Ordinal),
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement reference when reference.Attribute("cref") is { } cref => $"`{Last(cref.Value)}`",
        XElement element => string.Concat(element.Nodes().Select(Markdown)),
        _ => "",
    };

    private static string Last(string id) => id.Split('(')[0].Split('.')[^1];

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();
}
