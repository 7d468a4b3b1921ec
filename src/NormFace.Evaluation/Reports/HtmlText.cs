using System.Text;
using NormFace.Charts;

namespace NormFace.Reports;

/// <summary>Text of a page as it grows; what comes from outside is escaped.</summary>
internal sealed class HtmlText
{
    private readonly StringBuilder text = new();

    public HtmlText Raw(string markup)
    {
        text.Append(markup);
        return this;
    }

    public HtmlText Text(string content) => Raw(Markup.Escape(content));

    /// <summary>Text that may go on to the next line behind the joints of a path.</summary>
    public HtmlText Breakable(string content) =>
        Raw(
            Markup.Escape(content)
                .Replace("_", "_<wbr>", StringComparison.Ordinal)
                .Replace("/", "/<wbr>", StringComparison.Ordinal));

    public HtmlText Element(string name, string content, string? cssClass = null)
    {
        text.Append('<').Append(name);
        if (cssClass is not null)
        {
            text.Append(" class=\"").Append(cssClass).Append('"');
        }

        text.Append('>').Append(Markup.Escape(content)).Append("</").Append(name).Append('>');
        return this;
    }

    /// <summary>An element, or nothing if there is no content.</summary>
    public HtmlText ElementIfAny(string name, string content, string? cssClass = null) =>
        content.Length == 0 ? this : Element(name, content, cssClass);

    public HtmlText Picture(ReadOnlyMemory<byte> png, string description)
    {
        text.Append("<img alt=\"").Append(Markup.Escape(description)).Append("\" src=\"data:image/png;base64,")
            .Append(Convert.ToBase64String(png.Span)).Append("\">");
        return this;
    }

    public override string ToString() => text.ToString();
}
