using System.Globalization;
using System.Net;
using System.Text;

namespace NormFace.Reports;

/// <summary>Text of a page as it grows; what comes from outside is escaped.</summary>
internal sealed class HtmlText
{
    private readonly StringBuilder text = new();

    /// <summary>A number as people read it, with a full stop and no thousands.</summary>
    public static string Number(double? value, string format = "0.####") =>
        value is { } number ? number.ToString(format, CultureInfo.InvariantCulture) : "–";

    public static string Escape(string value) => WebUtility.HtmlEncode(value);

    public HtmlText Raw(string markup)
    {
        text.Append(markup);
        return this;
    }

    public HtmlText Element(string name, string content, string? cssClass = null)
    {
        text.Append('<').Append(name);
        if (cssClass is not null)
        {
            text.Append(" class=\"").Append(cssClass).Append('"');
        }

        text.Append('>').Append(Escape(content)).Append("</").Append(name).Append('>');
        return this;
    }

    public HtmlText Picture(ReadOnlyMemory<byte> png, string description)
    {
        text.Append("<img alt=\"").Append(Escape(description)).Append("\" src=\"data:image/png;base64,")
            .Append(Convert.ToBase64String(png.Span)).Append("\">");
        return this;
    }

    public override string ToString() => text.ToString();
}
