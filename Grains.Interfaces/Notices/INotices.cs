namespace FleetMigrator.Grains.Interfaces.Notices;

/// <summary>Takes news to people. Every registered one is told; the things themselves say the same in any case.</summary>
public interface INotices
{
    /// <summary>Takes it at once and delivers it later; never throws.</summary>
    void Tell(Notice notice);
}
