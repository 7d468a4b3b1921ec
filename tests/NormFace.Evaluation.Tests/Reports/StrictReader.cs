using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace NormFace.Reports;

/// <summary>Reads a page as strictly as XML is read; what HTML leaves open is closed first.</summary>
internal static partial class StrictReader
{
    public static XDocument Read(string html) =>
        XDocument.Parse(VoidElement().Replace(html.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal), "<$1/>"));

    [GeneratedRegex("<((?:meta|img|br|wbr)[^>]*)>")]
    private static partial Regex VoidElement();
}
