using NormFace.PairLists;
using NormFace.Protocols.Pairs;
using Xunit;

namespace NormFace.Protocols.PairSets;

public class CatalogueTests
{
    [Fact]
    public void Every_protocol_and_every_rule_is_in_its_catalogue()
    {
        static Type[] Members<T>() => [.. typeof(PairProtocols).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(T)) && !type.IsAbstract).OrderBy(type => type.FullName)];
        static Type[] Listed<T>(IEnumerable<T> all)
            where T : class => [.. all.Select(one => one.GetType()).Distinct().OrderBy(type => type.FullName)];

        Assert.Equal(Members<PairProtocol>(), Listed(PairProtocols.Default.All));
        Assert.Equal(Members<AccuracyRule>(), Listed(AccuracyRules.Default.All));
    }
}
