// A figure of pairs that count more or less often: given how often each pair counts, in the order in which the pairs
// were given.
global using WeightedFigure = System.Func<System.ReadOnlySpan<int>, double>;
