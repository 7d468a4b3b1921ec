namespace NormFace.Templates;

/// <summary>A picture of a template.</summary>
/// <param name="Template">Name of the template: its identity, a <c>/</c> and its number, as pictures are named.</param>
/// <param name="Picture">Path of the picture.</param>
/// <param name="Media">
/// What it was taken from, such as a video: pictures of one media count as one. Of the empty name each is its own.
/// </param>
/// <param name="Weight">How much it counts, such as the certainty of its detection: finite, at least 0.</param>
/// <param name="Line">Line of the list, from 1, for messages.</param>
internal sealed record TemplateMember(
    string Template, string Picture, string Media = "", double Weight = 1, int Line = 0);
