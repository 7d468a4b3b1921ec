using NormFace.Embeddings;

namespace NormFace.Training;

/// <summary>Measures embeddings of people who are not trained on.</summary>
/// <param name="people">Their embeddings; the identity of a row is the first folder of its name.</param>
/// <param name="falseMatchRate">Rate at which the true accept rate is wanted, in (0, 1].</param>
/// <returns>Equal error rate and true accept rate, in [0, 1].</returns>
public delegate (double EqualErrorRate, double TrueAcceptRate) HeldOutJudge(EmbeddingSet people, double falseMatchRate);
