namespace NormFace.Charts;

/// <summary>
/// How charts look. Colours of series are apart for colour-blind eyes (Okabe, Ito, "Color universal design", 2008).
/// </summary>
internal static class ChartStyle
{
    /// <summary>Number of colours; series beyond it begin again.</summary>
    public const int ColorCount = 7;

    /// <summary>Rules for drawings and for the keys of legends; colours by name.</summary>
    public const string Css =
        """
        svg text { fill: var(--soft); font-size: 12px; font-family: inherit; }
        svg .power { font-size: 0.75em; }
        .gridline { stroke: var(--grid); stroke-width: 1; }
        .frame { stroke: var(--line); stroke-width: 1; fill: none; }
        .curve { fill: none; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; }
        .dashed { stroke-dasharray: 5 5; stroke-width: 1.5; }
        .area { stroke-width: 1.5; fill-opacity: 0.25; }
        .bar { fill: none; stroke-width: 1.5; }
        .dot { stroke: var(--card); stroke-width: 1.5; }
        .mark { stroke: var(--ink); stroke-width: 1; stroke-dasharray: 3 3; }
        .s0 { stroke: var(--c0); } .s1 { stroke: var(--c1); } .s2 { stroke: var(--c2); } .s3 { stroke: var(--c3); }
        .s4 { stroke: var(--c4); } .s5 { stroke: var(--c5); } .s6 { stroke: var(--c6); }
        .f0 { fill: var(--c0); } .f1 { fill: var(--c1); } .f2 { fill: var(--c2); } .f3 { fill: var(--c3); }
        .f4 { fill: var(--c4); } .f5 { fill: var(--c5); } .f6 { fill: var(--c6); }

        """;

    /// <summary>The colours on a light and on a dark ground.</summary>
    public static IReadOnlyList<(string Name, string Light, string Dark)> Colors { get; } =
    [
        ("ground", "#fbfaf7", "#16181b"),
        ("card", "#ffffff", "#1e2125"),
        ("ink", "#1f2328", "#e6e4df"),
        ("soft", "#5d6570", "#a3a9b1"),
        ("line", "#d9d7d0", "#3a3f45"), ("grid", "#ebe9e3", "#2b2f34"), ("best", "#e4f1e6", "#21361f"), (
            "worse", "#fbe9dd", "#40281c"),
        ("c0", "#0072b2", "#56b4e9"),
        ("c1", "#d55e00", "#f08a4b"),
        ("c2", "#009e73", "#3fc79a"),
        ("c3", "#aa4499", "#d98ac9"),
        ("c4", "#b58900", "#e0b840"), ("c5", "#56a0d0", "#8fc7ef"), ("c6", "#6b6b6b", "#b5b5b5"),
    ];
}
