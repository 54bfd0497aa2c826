namespace FleetMigrator.Grains.Interfaces.Jobs;

/// <summary>Takes news of jobs to people. Every registered one is told; the events of a job hold the same in any case.</summary>
public interface IJobNotices
{
    /// <summary>Takes it at once and delivers it later; never throws.</summary>
    void Tell(JobNotice notice);
}
