namespace FleetMigrator.System.Tests.Migrations;

[Trait("Kind", "system")]
public sealed class FirstMigrationTests(FirstMigration run) : IClassFixture<FirstMigration>
{
    private static readonly string[] Itinerary =
    [
        "Preflight", "PrepareNetwork", "StartInstance", "Handshake", "Sync", "RepairBoot", "SnapshotDisks", "CreateImage", "ExportImage",
        "ConvertImage", "ImportEdgeImage", "CleanUp",
    ];

    [Fact]
    public void The_code_comes_as_one_line_that_checks_the_script_before_it_runs_it()
    {
        Assert.DoesNotContain('\n', run.InstallLine);
        Assert.Contains("sha256sum -c", run.InstallLine, StringComparison.Ordinal);
        Assert.DoesNotContain(" -k", run.InstallLine, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_root_the_line_fails_and_says_what_to_do()
    {
        Assert.Contains("exit 77", run.RefusedAsUser, StringComparison.Ordinal);
        Assert.Contains("root", run.RefusedAsUser, StringComparison.Ordinal);
    }

    [Fact]
    public void The_line_installs_the_agent_and_prints_the_source_id()
        => Assert.Contains($"Import Source Server [{run.Online.Id}] Successfully!", run.InstallOutput, StringComparison.Ordinal);

    [Fact]
    public void The_imported_server_is_shown_online()
        => Assert.Equal(("Online", "Migration source online"), (run.Online.State, run.Online.StateText));

    [Fact]
    public void An_instance_of_the_cloud_is_imported_by_its_tag_with_nobody_at_it()
    {
        Assert.Equal("Imported", run.ConsoleImport.Imported.State);
        Assert.Equal(("Online", "Migration source online"), (run.ConsoleImport.Source.State, run.ConsoleImport.Source.StateText));
    }

    [Fact]
    public void The_agent_lives_below_smc()
        => Assert.Contains("fleet-agent", run.AgentFolder.Split('\n'));

    [Fact]
    public void One_job_walked_all_steps_in_order_without_a_hand()
    {
        Assert.Equal(Itinerary, run.Finished.Steps.Select(step => step.Step));
        Assert.All(run.Finished.Steps, step => Assert.True(step.State is "Succeeded" or "Skipped", $"{step.Step} is {step.State}"));
        var begun = run.Finished.Steps.Where(step => step.StartedAt is not null).Select(step => step.StartedAt!.Value).ToList();
        Assert.Equal(begun.Order(), begun);
        Assert.Equal(1, run.Finished.Attempt);
    }

    [Fact]
    public void The_intermediate_instance_has_its_name_and_is_paid_as_it_goes()
        => Assert.Equal(("No_Delete_SMC_Transition_Instance", "PostPaid"), (run.Seen.Instance.Name, run.Seen.Instance.ChargeType));

    [Fact]
    public void Everything_is_made_in_the_account_whose_key_the_operator_gave()
        => Assert.All(run.Calls.Where(call => CallWatch.Created(call).Any()), call => Assert.Equal(run.Account, call.GetProperty("account").GetString()));

    [Fact]
    public void The_instance_is_reached_at_a_public_address_by_default()
        => Assert.False(string.IsNullOrEmpty(run.Seen.Instance.PublicAddress));

    [Fact]
    public void Exactly_the_control_and_the_data_port_answer()
        => Assert.Equal([8080, 8703], run.Seen.OpenPorts);

    [Fact]
    public void The_agent_talks_control_on_8080_and_data_on_8703()
    {
        var remote = run.Seen.AgentConnections.Where(address => address.StartsWith($"{run.Seen.Instance.PublicAddress}:", StringComparison.Ordinal))
            .Select(address => address.Split(':')[^1])
            .ToHashSet(StringComparer.Ordinal);
        Assert.Equal(["8080", "8703"], remote.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_source_needs_no_other_peer_than_the_service_and_the_instance()
    {
        var hosts = run.Seen.AgentConnections.Select(address => address[..address.LastIndexOf(':')]).Distinct(StringComparer.Ordinal);
        Assert.All(hosts, host => Assert.True(host == run.Seen.Instance.PublicAddress || host.EndsWith(".1", StringComparison.Ordinal), host));
    }

    [Fact]
    public void Data_lands_on_data_disks_of_the_instance_one_for_each_source_disk()
        => Assert.Equal(
            ["SMC_Temp_Disk_1", "SMC_Temp_Disk_2", "SMC_Temp_Disk_Scratch"],
            run.Seen.Disks.Where(disk => !disk.IsSystem).Select(disk => disk.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void The_receiver_can_neither_open_the_sources_disk_nor_see_its_file()
    {
        Assert.Contains("Operation not permitted", run.Seen.SourceDiskOpened, StringComparison.Ordinal);
        Assert.Contains("No such file", run.Seen.SourceDiskOpened, StringComparison.Ordinal);
        Assert.StartsWith("0", run.Seen.SourceDiskOpened, StringComparison.Ordinal);
    }

    [Fact]
    public void Progress_has_bytes_speed_and_the_time_left_that_follows_from_them()
    {
        var progress = run.Syncing.Progress!;
        Assert.True(progress.TotalBytes >= progress.DoneBytes && progress.DoneBytes > 0);
        Assert.Equal(Math.Ceiling((double)(progress.TotalBytes - progress.DoneBytes) / progress.BytesPerSecond), progress.TimeLeft!.Value.TotalSeconds);
    }

    [Fact]
    public void The_result_is_an_available_edge_image_whose_name_begins_with_the_prefix()
    {
        var image = Assert.Single(run.EdgeImages);
        Assert.StartsWith($"{run.Finished.EdgeImageId} {FirstMigration.Prefix}", image, StringComparison.Ordinal);
        Assert.EndsWith(" Available", image, StringComparison.Ordinal);
    }

    [Fact]
    public void The_listed_image_becomes_an_edge_instance_that_runs_its_own_kernel()
    {
        Assert.Equal((run.Finished.EdgeImageId, "Available"), (run.EdgeBoot.Listed.Id, run.EdgeBoot.Listed.Status));
        Assert.Equal((run.Finished.EdgeImageId, "Running"), (run.EdgeBoot.Instance.ImageId, run.EdgeBoot.Instance.Status));
        Assert.Contains("Linux version", run.EdgeBoot.Console, StringComparison.Ordinal);
    }

    [Fact]
    public void The_image_boots_from_its_own_boot_loader_with_all_its_mounts()
        => Assert.Superset(new HashSet<string>(["/", "/srv/data"]), run.Boot.Mounts.ToHashSet(StringComparer.Ordinal));

    [Fact]
    public void The_image_holds_what_the_source_holds()
    {
        Assert.True(run.Comparison.Entries > 10_000, $"{run.Comparison.Entries} entries compared");
        Assert.Empty(run.Comparison.Wrong);
    }

    [Fact]
    public void Nothing_temporary_is_left_in_the_region() => Assert.Empty(run.LeftInRegion);

    [Fact]
    public void Nothing_is_left_on_the_host() => Assert.Empty(run.LeftOnHost);

    [Fact]
    public void The_ledger_says_that_everything_but_the_image_is_released()
        => Assert.All(run.Finished.Ledger, entry => Assert.Equal(entry.Kind == "EdgeImage" ? "Kept" : "Released", entry.State));

    [Theory]
    [InlineData("ecs", "RunInstances")]
    [InlineData("ecs", "CreateImage")]
    [InlineData("ecs", "ExportImage")]
    [InlineData("ens", "ImportImage")]
    [InlineData("vpc", "CreateVpc")]
    [InlineData("vpc", "CreateVSwitch")]
    [InlineData("ecs", "CreateSecurityGroup")]
    public void Killing_the_silo_three_times_made_nothing_twice(string product, string action)
    {
        // An instance comes with its disks: of each kind of thing, told by its id's first letters, as many as one call makes.
        var calls = run.Calls
            .Where(call => call.GetProperty("product").GetString() == product && call.GetProperty("action").GetString() == action && CallWatch.Created(call).Any())
            .ToList();
        Assert.Equal(CallWatch.Created(calls[0]).Order(StringComparer.Ordinal), calls.SelectMany(CallWatch.Created).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Files_that_were_finished_before_the_kills_were_not_sent_again()
    {
        var sync = run.Finished.Sync!;
        Assert.True(sync.BytesSentAgain <= 256L << 20, $"{sync.BytesSentAgain} bytes were sent again");
    }
}
