using CsCheck;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Jobs;

namespace FleetMigrator.Grains.Tests.Jobs;

public sealed class JobMovesTests
{
    private static readonly Gen<(JobStatus, BusinessStatus?, JobSignal)> Moves = Gen.Select(
        Gen.Enum<JobStatus>(), Gen.Enum<JobStep>(), Gen.Enum<JobSignal>(), (status, step, signal) => (status, JobMoves.BusinessOf(status, step), signal));

    [Fact]
    public void A_move_that_is_not_listed_is_refused_with_its_code()
        => Moves.Sample(move =>
        {
            var listed = JobMoves.All.ContainsKey(move);
            var refused = Record.Exception(() => JobMoves.Next(move.Item1, move.Item2, move.Item3));
            return listed ? refused is null : refused is FleetException { Code: "FM-3002" };
        });

    [Fact]
    public void From_every_status_a_job_can_come_to_its_end()
        => Gen.Enum<JobStatus>().Sample(start =>
        {
            var reached = new HashSet<JobStatus> { start };
            while (JobMoves.All.Where(move => reached.Contains(move.Key.From)).Select(move => move.Value).ToList().Any(reached.Add))
            {
            }

            return reached.Contains(JobStatus.Deleted);
        });

    [Fact]
    public void Only_what_was_deleted_has_no_way_on()
        => Assert.Equal([JobStatus.Deleted], Enum.GetValues<JobStatus>().Except(JobMoves.All.Keys.Select(move => move.From)));

    [Fact]
    public void Pausing_is_offered_while_syncing_only()
        => Assert.All(Enum.GetValues<JobStep>(), step => Assert.Equal(
            step == JobStep.Sync, JobMoves.Actions(JobStatus.Running, JobMoves.BusinessOf(JobStatus.Running, step)).Contains(JobAction.Pause)));

    [Fact]
    public void Cancel_is_possible_from_every_status_but_the_last_two()
        => Assert.All(Enum.GetValues<JobStatus>().Except([JobStatus.Deleting, JobStatus.Deleted]), status => Assert.All(
            Enum.GetValues<JobStep>(), step => Assert.Equal(JobStatus.Deleting, JobMoves.Next(status, JobMoves.BusinessOf(status, step), JobSignal.Cancel))));
}
