using FleetMigrator.Receiver.Boot;

namespace FleetMigrator.Receiver.Tests.Boot;

public sealed class GrubConfigTests
{
    private const string Menu = """
        set default="0"
        menuentry 'Debian GNU/Linux' --class debian $menuentry_id_option 'gnulinux-simple-1' {
        	load_video
        	if [ x$grub_platform = xxen ]; then insmod xzio; fi
        	search --no-floppy --fs-uuid --set=root 7d9f6a52-6d1c-4f8e-9f5e-0c1b2a3d4e5f
        	echo	'Loading Linux 6.1 ...'
        	linux	/boot/vmlinuz-6.1 root=UUID=7d9f6a52-6d1c-4f8e-9f5e-0c1b2a3d4e5f ro quiet console="ttyS0" # remark
        	initrd	/boot/early.img /boot/initrd.img-6.1
        }
        submenu "Advanced options" {
        	menuentry "It's old" {
        		linux16 /vmlinuz-5.10 root=/dev/loop0p2 ro
        	}
        }
        menuentry 'Memory test' {
        	linux16 /boot/memtest86+.bin
        }
        """;

    [Fact]
    public void Entries_are_read_with_title_file_system_kernel_arguments_and_initramfs()
    {
        var entry = GrubConfig.Parse(Menu)[0];

        Assert.Equal("Debian GNU/Linux", entry.Title);
        Assert.Equal("7d9f6a52-6d1c-4f8e-9f5e-0c1b2a3d4e5f", entry.FileSystem);
        Assert.Equal("/boot/vmlinuz-6.1", entry.Kernel);
        Assert.Equal("UUID=7d9f6a52-6d1c-4f8e-9f5e-0c1b2a3d4e5f", entry.Root);
        Assert.Equal(["root=UUID=7d9f6a52-6d1c-4f8e-9f5e-0c1b2a3d4e5f", "ro", "quiet", "console=ttyS0"], entry.CommandLine);
        Assert.Equal(["/boot/early.img", "/boot/initrd.img-6.1"], entry.Initramfs);
    }

    [Fact]
    public void Entries_of_submenus_are_read_too()
    {
        var entries = GrubConfig.Parse(Menu);

        Assert.Equal(["Debian GNU/Linux", "It's old", "Memory test"], entries.Select(entry => entry.Title));
        Assert.Equal("/dev/loop0p2", entries[1].Root);
        Assert.Equal("", entries[2].Root);
    }

    [Fact]
    public void A_menu_without_entries_gives_none() => Assert.Empty(GrubConfig.Parse("### BEGIN /etc/grub.d/10_linux ###\n### END ###\n"));
}
