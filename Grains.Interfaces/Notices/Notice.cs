namespace FleetMigrator.Grains.Interfaces.Notices;

/// <summary>News for those who don't look.</summary>
/// <param name="Id">The same for the same news, so that nobody is told twice.</param>
/// <param name="Kind">What happened.</param>
/// <param name="At">UTC.</param>
/// <param name="SubjectId">The job or source server.</param>
/// <param name="SubjectName">Its name.</param>
/// <param name="Text">One or two sentences.</param>
/// <param name="Code"><c>FM-nnnn</c>, or null.</param>
[GenerateSerializer, Immutable, Alias("fleet.notice")]
public sealed record Notice(string Id, NoticeKind Kind, DateTimeOffset At, string SubjectId, string SubjectName, string Text, string? Code = null)
{
    /// <summary>Id of what happened to a thing at a time.</summary>
    public static string IdOf(string subjectId, NoticeKind kind, DateTimeOffset at) => Ids.Of("no", subjectId, kind.ToString(), at.ToString("O"));

    /// <summary>The notice by which a person sees whether notices arrive at a target.</summary>
    public static Notice Trial(TargetView target, DateTimeOffset at)
        => new(Ids.New("no"), NoticeKind.Test, at, target.Id, target.Request.Name, "This is a test: notices of FleetMigrator arrive here.");
}
