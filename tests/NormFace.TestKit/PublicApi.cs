using System.Reflection;
using Xunit;

namespace NormFace.TestKit;

/// <summary>The public surface of a library as text, so that its shape shows up in every difference.</summary>
public static class PublicApi
{
    /// <summary>Environment variable that lets the snapshot be written anew, on purpose.</summary>
    private const string UpdateVariable = "NORMFACE_UPDATE_PUBLIC_API";

    /// <summary>Fails unless the surface is the one in the file beside the test.</summary>
    /// <param name="assembly">The library.</param>
    /// <param name="snapshotPath">Path of the snapshot.</param>
    public static void Matches(Assembly assembly, string snapshotPath)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        var surface = string.Join('\n', Describe(assembly)) + "\n";

        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1")
        {
            File.WriteAllText(snapshotPath, surface);
        }

        Assert.True(File.Exists(snapshotPath), $"There is no snapshot at {snapshotPath}. Set {UpdateVariable}=1 to write it.");
        Assert.True(
            File.ReadAllText(snapshotPath).ReplaceLineEndings("\n") == surface,
            $"The public surface of {assembly.GetName().Name} changed. If that is meant, run once with {UpdateVariable}=1 and commit the difference.");
    }

    private static IEnumerable<string> Describe(Assembly assembly)
    {
        foreach (var type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            yield return type.FullName!;
            const BindingFlags all = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
            var members = type.GetMembers(all)
                .Where(member => member is MethodBase { IsSpecialName: false } or ConstructorInfo or PropertyInfo or FieldInfo)
                .Where(IsVisible)
                .Where(member => !member.Name.Contains('<', StringComparison.Ordinal) && member.Name is not ("PrintMembers" or "EqualityContract" or "Equals" or "GetHashCode" or "ToString" or "Deconstruct" or "value__"))
                .Select(member => $"  {member}");

            foreach (var line in members.Distinct().Order(StringComparer.Ordinal))
            {
                yield return line;
            }
        }
    }

    private static bool IsVisible(MemberInfo member) => member switch
    {
        MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsVisible),
        _ => false,
    };
}
