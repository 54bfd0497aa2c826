#!/bin/sh
# Fills the two attached disks of a source server. Runs in a mount namespace of its own, so no mount outlives it:
#   make-disks.sh WORK_FOLDER SOURCE_TAR DATA_FILE_SYSTEM HARD_FILES_SCRIPT SMALL_FILES NODES
# NODES: lines "vda 7 3". The disks are vda (1 boot loader, 2 root, 3 swap) and vdb (1 data), as the server will see them.
set -eu
work=$1
tar=$2
data_type=$3
hard_files=$4
small_files=$5
nodes=$6

step() { echo "$*"; }
mkdir -p "$work/dev" "$work/root"
mount --types tmpfs --options mode=755 tmpfs "$work/dev"
cd "$work/dev"
mknod -m 666 null c 1 3
mknod -m 666 zero c 1 5
mknod -m 666 full c 1 7
mknod -m 666 random c 1 8
mknod -m 666 urandom c 1 9
mknod -m 666 tty c 5 0
ln -s /proc/self/fd fd
mkdir shm pts
echo "$nodes" | while read -r name major minor; do
  [ -z "$name" ] || mknod -m 660 "$name" b "$major" "$minor"
done

step 'making file systems'
# Everything is initialised now: a kernel that did it later in the background would fill the sparse image with zeros.
mkfs.ext4 -q -F -L source-root -E lazy_itable_init=0,lazy_journal_init=0 vda2
mkswap --quiet vda3 2>/dev/null || mkswap vda3 >/dev/null
case $data_type in
  xfs) mkfs.xfs -q -f -L source-data vdb1 ;;
  ext4) mkfs.ext4 -q -F -L source-data -E lazy_itable_init=0,lazy_journal_init=0 vdb1 ;;
esac
uuid_of() { blkid --probe --output value --match-tag UUID "$1"; }
root_uuid=$(uuid_of vda2)
swap_uuid=$(uuid_of vda3)
data_uuid=$(uuid_of vdb1)
# Without these links grub would write the name of this machine's device into its configuration.
mkdir -p disk/by-uuid
ln -s ../../vda2 "disk/by-uuid/$root_uuid"
ln -s ../../vda3 "disk/by-uuid/$swap_uuid"
ln -s ../../vdb1 "disk/by-uuid/$data_uuid"
cd "$work"

step 'unpacking the system'
# Mounted by way of /dev, because the mount table keeps the name, and grub reads the mount table.
mount --bind dev /dev
mount /dev/vda2 root
mkdir -p root/srv/data
mount /dev/vdb1 root/srv/data
umount /dev
tar --extract --file "$tar" --directory root --numeric-owner --same-owner --preserve-permissions --xattrs '--xattrs-include=*'
cat >root/etc/fstab <<FSTAB
# <file system> <mount point> <type> <options> <dump> <pass>
UUID=$root_uuid / ext4 errors=remount-ro 0 1
UUID=$swap_uuid none swap sw 0 0
UUID=$data_uuid /srv/data $data_type defaults 0 2
FSTAB

step 'writing the files that make a migration hard'
mount --move dev root/dev
mount --types proc proc root/proc
mount --types sysfs --options ro sysfs root/sys
mount --types tmpfs tmpfs root/run
mount --types tmpfs tmpfs root/tmp
inside() {
  env --ignore-environment PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 chroot root "$@"
}
cp "$hard_files" root/tmp/hard-files
inside sh /tmp/hard-files /opt/hard "$small_files"
inside sh /tmp/hard-files /srv/data/hard "$small_files"

step 'installing the boot loader'
inside grub-install --target=i386-pc --recheck /dev/vda
inside update-grub
# grub ends with 0 even when it wrote no entry or a name of this machine.
grep -q "^menuentry " root/boot/grub/grub.cfg || { echo "grub.cfg has no entry" >&2; exit 1; }
grep -q "root=UUID=$root_uuid" root/boot/grub/grub.cfg || { echo "grub.cfg does not name the root by its UUID" >&2; exit 1; }
sync
umount root/tmp root/run root/sys root/proc root/dev root/srv/data root
step "root $root_uuid data $data_uuid"
