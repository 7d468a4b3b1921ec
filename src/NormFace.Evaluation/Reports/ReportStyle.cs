using NormFace.Charts;

namespace NormFace.Reports;

/// <summary>How a page looks.</summary>
internal static class ReportStyle
{
    /// <summary>All rules of a page.</summary>
    public static string Css { get; } =
        $"\n:root {{ {Named(color => color.Light)} }}\n@media (prefers-color-scheme: dark) "
            + $"{{ :root {{ {Named(color => color.Dark)} }} }}\n{ChartStyle.Css}{Rules}{Keys()}";

    private const string Rules =
        """
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.55 system-ui, "Segoe UI", Roboto, "Helvetica Neue", "DejaVu Sans", sans-serif; }
        main { max-width: 1120px; margin: 0 auto; padding: 40px 24px 64px; }
        h1 { font-size: 30px; line-height: 1.2; margin: 0 0 8px; letter-spacing: -0.01em; overflow-wrap: anywhere; }
        h2 { font-size: 20px; margin: 44px 0 12px; overflow-wrap: anywhere; }
        h3 { font-size: 15px; margin: 0 0 6px; font-weight: 600; overflow-wrap: anywhere; }
        header { margin-bottom: 24px; }
        section > h3 { margin: 24px 0 8px; }
        p { max-width: 82ch; }
        .lead { color: var(--soft); max-width: 72ch; margin: 0; font-size: 17px; }
        .note { color: var(--soft); font-size: 14px; max-width: 92ch; margin: 8px 0 14px; }
        .scroll { overflow-x: auto; width: fit-content; min-width: min(100%, 600px); max-width: 100%; background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
        table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
        th, td { padding: 6px 16px; text-align: right; white-space: nowrap; border-bottom: 1px solid var(--grid); vertical-align: top; }
        th { font-weight: 600; font-size: 13px; line-height: 1.35; color: var(--soft); vertical-align: bottom; }
        th.text, td.text { text-align: left; } td.text { white-space: normal; overflow-wrap: break-word; } td.long { min-width: 13em; }
        table.many th, table.many td { padding: 6px 9px; font-size: 14px; } table.many th { font-size: 12.5px; } table.many td small { font-size: 11px; }
        tr:last-child td { border-bottom: 0; }
        td small { display: block; color: var(--soft); font-size: 12px; }
        td.best, td.worse { font-weight: 600; } td.best { background: var(--best); } td.worse { background: var(--worse); } td.best small, td.worse small { font-weight: 400; }
        tr.summary td { font-weight: 600; border-bottom-color: transparent; padding-top: 4px; padding-bottom: 4px; }
        tr:not(.summary) + tr.summary td { border-top: 1px solid var(--soft); padding-top: 9px; }
        .grid { display: grid; gap: 16px; margin: 0 0 16px; grid-template-columns: repeat(auto-fit, minmax(min(100%, 460px), 1fr)); }
        .grid.one { grid-template-columns: minmax(0, 640px); }
        .grid.full { grid-template-columns: minmax(0, 1fr); }
        .grid.small { grid-template-columns: repeat(auto-fill, minmax(min(100%, 330px), 1fr)); }
        figure { margin: 0; background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 14px 16px; min-width: 0; display: flex; flex-direction: column; break-inside: avoid; }
        figcaption { color: var(--soft); font-size: 13px; margin-top: 6px; }
        .sheet img { width: 100%; height: auto; display: block; border-radius: 6px; margin-bottom: 8px; }
        svg { width: 100%; height: auto; display: block; margin-top: auto; }
        .legend { display: flex; flex-wrap: wrap; gap: 4px 18px; margin: 0 0 12px; font-size: 14px; }
        figure .legend { font-size: 13px; margin-bottom: 8px; }
        .legend span { overflow-wrap: anywhere; }
        .key { display: inline-block; width: 20px; border-top: 4px solid; border-radius: 2px; margin-right: 7px; vertical-align: middle; }
        .key.broken { border-top-style: dotted; border-radius: 0; }
        .pairs { display: flex; flex-wrap: wrap; gap: 12px; }
        .pair { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 8px 8px 5px; text-align: center; max-width: 166px; break-inside: avoid; }
        .pair img { width: 70px; height: auto; border-radius: 4px; margin: 0 2px; vertical-align: top; }
        .pair div { font-size: 13px; font-variant-numeric: tabular-nums; } .pair small { color: var(--soft); font-size: 11.5px; line-height: 1.35; display: block; overflow-wrap: break-word; }
        .columns { display: grid; gap: 20px; grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr)); }
        .columns > div { min-width: 0; } .columns .scroll { width: 100%; min-width: 0; }
        .columns th, .columns td { padding: 6px 10px; } .columns td { font-size: 13px; white-space: normal; overflow-wrap: break-word; } .columns td:last-child { white-space: nowrap; }
        ul { max-width: 82ch; padding-left: 20px; } li { margin: 6px 0; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 20px; font-size: 14px; margin: 0; } dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
        @media screen and (max-width: 560px) {
          main { padding: 24px 12px 40px; } h1 { font-size: 24px; } figure { padding: 12px 8px; } th, td { padding: 6px 9px; } td.text, td.long { min-width: 8em; }
          .grid:not(.small) svg text { font-size: 14.5px; } .grid.full figure { overflow-x: auto; } .grid.full svg { min-width: 720px; }
        }
        @media print {
          body { font-size: 11px; background: #fff; } main { max-width: none; padding: 0; }
          h1 { font-size: 22px; } h2 { font-size: 15px; margin-top: 20px; } h3 { font-size: 11px; } h2, h3, .note, .legend { break-after: avoid; } .lead { font-size: 12px; }
          .scroll { overflow: visible; } table { font-size: 10px; } th { font-size: 9px; } td small { font-size: 8.5px; } th, td { padding: 4px 5px; white-space: normal; }
          .grid { grid-template-columns: 1fr 1fr; } .grid.small { grid-template-columns: 1fr 1fr 1fr; } .sheet img { width: 75%; } .pair img { width: 44px; } .pair { max-width: 112px; }
          * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
        }

        """;

    private static string Named(Func<(string Name, string Light, string Dark), string> shade) =>
        string.Join(' ', ChartStyle.Colors.Select(color => $"--{color.Name}: {shade(color)};"));

    private static string Keys() =>
        string.Concat(Enumerable.Range(0, ChartStyle.ColorCount).Select(
            color => FormattableString.Invariant($".key.k{color} {{ border-color: var(--c{color}); }} "))) + "\n";
}
