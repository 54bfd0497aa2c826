using FleetMigrator.Receiver.Boot;

namespace FleetMigrator.Receiver.Tests.Boot;

public sealed class ChangeListTests
{
    [Fact]
    public void Single_files_are_named_and_a_folder_full_of_them_is_counted()
    {
        string[] paths = [.. Enumerable.Range(0, 20).Select(number => $"/boot/grub/i386-pc/{number}.mod"), "/etc/machine-id", "/boot/grub/grub.cfg"];

        Assert.Equal(["changed: /boot/grub/grub.cfg", "changed: /boot/grub/i386-pc/ (20 files)", "changed: /etc/machine-id"], ChangeList.Of(paths));
    }
}
