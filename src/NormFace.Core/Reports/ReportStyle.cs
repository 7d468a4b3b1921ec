namespace NormFace.Reports;

/// <summary>How the page looks. Colours of series are apart for colour-blind eyes (Okabe, Ito, "Color universal design", 2008).</summary>
internal static class ReportStyle
{
    /// <summary>Number of colours; series beyond it begin again.</summary>
    public const int ColorCount = 7;

    public const string Css =
        """

        :root {
          --ground: #fbfaf7; --card: #ffffff; --ink: #1f2328; --soft: #5d6570; --line: #d9d7d0; --grid: #ebe9e3; --best: #eef5ee;
          --c0: #0072b2; --c1: #d55e00; --c2: #009e73; --c3: #aa4499; --c4: #b58900; --c5: #56a0d0; --c6: #6b6b6b;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --ground: #16181b; --card: #1e2125; --ink: #e6e4df; --soft: #a3a9b1; --line: #3a3f45; --grid: #2b2f34; --best: #21301f;
            --c0: #56b4e9; --c1: #f08a4b; --c2: #3fc79a; --c3: #d98ac9; --c4: #e0b840; --c5: #8fc7ef; --c6: #b5b5b5;
          }
        }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.55 system-ui, "Segoe UI", Roboto, "Helvetica Neue", "DejaVu Sans", sans-serif; }
        main { max-width: 1120px; margin: 0 auto; padding: 40px 24px 64px; }
        h1 { font-size: 30px; line-height: 1.2; margin: 0 0 8px; letter-spacing: -0.01em; }
        h2 { font-size: 20px; margin: 44px 0 12px; }
        h3 { font-size: 15px; margin: 0 0 6px; font-weight: 600; }
        .lead { color: var(--soft); max-width: 72ch; margin: 0; font-size: 17px; }
        .note { color: var(--soft); font-size: 14px; max-width: 80ch; margin: 8px 0 14px; }
        .scroll { overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
        table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
        th, td { padding: 9px 14px; text-align: right; white-space: nowrap; border-bottom: 1px solid var(--grid); }
        th { font-weight: 600; font-size: 13px; color: var(--soft); vertical-align: bottom; }
        th:first-child, td:first-child { text-align: left; }
        tr:last-child td { border-bottom: 0; }
        td small { display: block; color: var(--soft); font-size: 12px; }
        tr.best td { background: var(--best); }
        .grid { display: grid; gap: 16px; grid-template-columns: repeat(auto-fit, minmax(min(100%, 460px), 1fr)); }
        .grid.small { grid-template-columns: repeat(auto-fill, minmax(min(100%, 330px), 1fr)); }
        figure { margin: 0; background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 14px 16px; break-inside: avoid; }
        figcaption { color: var(--soft); font-size: 13px; }
        .sheet img { width: 100%; height: auto; display: block; border-radius: 6px; margin-bottom: 8px; }
        svg { width: 100%; height: auto; display: block; }
        svg text { fill: var(--soft); font-size: 12px; font-family: inherit; }
        .gridline { stroke: var(--grid); stroke-width: 1; }
        .frame { stroke: var(--line); stroke-width: 1; fill: none; }
        .curve { fill: none; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; }
        .dashed { stroke-dasharray: 5 5; stroke-width: 1.5; }
        .area { stroke-width: 1.5; fill-opacity: 0.25; }
        .mark { stroke: var(--ink); stroke-width: 1; stroke-dasharray: 3 3; }
        .s0 { stroke: var(--c0); } .s1 { stroke: var(--c1); } .s2 { stroke: var(--c2); } .s3 { stroke: var(--c3); }
        .s4 { stroke: var(--c4); } .s5 { stroke: var(--c5); } .s6 { stroke: var(--c6); }
        .f0 { fill: var(--c0); background: var(--c0); } .f1 { fill: var(--c1); background: var(--c1); } .f2 { fill: var(--c2); background: var(--c2); }
        .f3 { fill: var(--c3); background: var(--c3); } .f4 { fill: var(--c4); background: var(--c4); } .f5 { fill: var(--c5); background: var(--c5); }
        .f6 { fill: var(--c6); background: var(--c6); }
        .legend { display: flex; flex-wrap: wrap; gap: 6px 18px; margin: 0 0 14px; font-size: 14px; }
        .legend i, td i { display: inline-block; width: 18px; height: 4px; border-radius: 2px; margin-right: 7px; vertical-align: middle; }
        .pairs { display: flex; flex-wrap: wrap; gap: 12px; }
        .pair { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 8px 8px 5px; text-align: center; break-inside: avoid; }
        .pair img { width: 72px; height: auto; image-rendering: pixelated; border-radius: 4px; margin: 0 2px; vertical-align: top; }
        .pair div { font-size: 13px; font-variant-numeric: tabular-nums; } .pair small { color: var(--soft); font-size: 12px; display: block; }
        .columns { display: grid; gap: 20px; grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr)); }
        ul { max-width: 82ch; padding-left: 20px; } li { margin: 6px 0; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 20px; font-size: 14px; margin: 0; } dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
        @media print {
          body { font-size: 11px; background: #fff; } main { max-width: none; padding: 0; }
          h1 { font-size: 22px; } h2 { font-size: 15px; margin-top: 20px; } h3 { font-size: 11px; } h2, h3, .note, .legend { break-after: avoid; } .lead { font-size: 12px; }
          .scroll { overflow: visible; } table { font-size: 10px; } th { font-size: 9px; } td small { font-size: 8.5px; } th, td { padding: 4px 5px; white-space: normal; }
          .grid { grid-template-columns: 1fr 1fr; } .grid.small { grid-template-columns: 1fr 1fr 1fr; } .sheet img { width: 75%; } .pair img { width: 44px; }
          * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
        }

        """;
}
