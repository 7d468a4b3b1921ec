namespace NormFace.Protocols.Blufr;

/// <summary>What happens at a false accept rate of one trial.</summary>
/// <param name="Far">False accept rate asked for, in [0, 1].</param>
/// <param name="Threshold">The threshold; scores of at least this value are accepted.</param>
/// <param name="FalseAlarms">Impostors that the rule allows, <c>round(Far · impostors)</c>.</param>
/// <param name="MeasuredFar">
/// Share of impostors that are accepted, in [0, 1]. Above <c>FalseAlarms / impostors</c> where several impostors share
/// the threshold, and above <paramref name="Far"/> there or where the rule rounds up.
/// </param>
/// <param name="Rate">Share of genuine pairs or probes that are accepted, in [0, 1].</param>
internal readonly record struct BlufrPoint(
    double Far, double Threshold, long FalseAlarms, double MeasuredFar, double Rate);
