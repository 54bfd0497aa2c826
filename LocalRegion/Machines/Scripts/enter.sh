#!/bin/sh
# Second stage, process 1 of the machine: builds its /dev and root out of the host's tools, then leaves the host behind.
# Standard output is the owner's pipe and carries "pid <n>" and "ready"; everything else goes to the machine's log.
set -eu
exec 2>>"$FM_LOG"
# The host's /proc is still mounted here, so this is the number by which the host knows this process.
read -r pid _ </proc/self/stat
echo "pid $pid"
echo "$FM_HOSTNAME" >/proc/sys/kernel/hostname
cd "$FM_FOLDER"

mount --types tmpfs --options mode=755,nosuid tmpfs dev
node() { mknod -m "$2" "dev/$1" "$3" "$4" "$5"; }
node null 666 c 1 3
node zero 666 c 1 5
node full 666 c 1 7
node random 666 c 1 8
node urandom 666 c 1 9
node tty 666 c 5 0
ln -s pts/ptmx dev/ptmx
ln -s /proc/self/fd dev/fd
ln -s /proc/self/fd/0 dev/stdin
ln -s /proc/self/fd/1 dev/stdout
ln -s /proc/self/fd/2 dev/stderr
mkdir -p dev/pts dev/shm dev/disk/by-uuid
mount --types devpts --options newinstance,ptmxmode=0666,mode=620,gid=5 devpts dev/pts
mount --types tmpfs --options mode=1777,nosuid,nodev tmpfs dev/shm
echo "$FM_NODES" | while read -r name major minor; do
  [ -n "$name" ] || continue
  node "$name" 660 b "$major" "$minor"
  uuid=$(blkid --probe --output value --match-tag UUID "dev/$name") || uuid=
  [ -z "$uuid" ] || ln -sf "../../$name" "dev/disk/by-uuid/$uuid"
done

case $FM_ROOT_KIND in
  overlay)
    # By way of bind mounts, so that the machine's mount table tells nothing of the host's paths.
    mount --bind "$FM_LOWER" lower
    mount --bind "$FM_WRITABLE" writable
    mount --types overlay --options lowerdir=lower,upperdir=writable/upper,workdir=writable/work overlay root
    ;;
  partition)
    # Mounted by the name that the machine knows, because the mount table keeps that name.
    mount --bind dev /dev
    mount "/dev/$FM_PARTITION" root
    umount /dev
    ;;
esac
mkdir -p root/dev root/proc root/sys root/run root/tmp
mount --move dev root/dev
mount --types proc proc root/proc
mount --types sysfs --options ro,nosuid,nodev,noexec sysfs root/sys
mount --types tmpfs --options mode=755,nosuid,nodev tmpfs root/run
mount --types tmpfs --options mode=1777,nosuid,nodev tmpfs root/tmp
mkdir -m 700 root/run/machine
mkdir -p root/run/lock root/run/.host

# The owner fills these with the machine's own disks under their own names; the host's disks are not seen.
# The firmware's folder too: a host that started by UEFI says nothing about its machines.
for place in block class/block dev/block devices/virtual/block firmware; do
  mount --types tmpfs --options mode=755,nosuid,nodev,noexec tmpfs "root/sys/$place"
done
# An instance partitions its disks, and a kernel shows a new partition in the disk's folder before the call that made it
# returns. Only the kernel's own folder does that; its partitions have loop names, which programs there don't mind.
# A source server's partitions stay as they are, so it gets the folders with the right names only.
if [ "$FM_ROOT_KIND" = overlay ]; then
  mount --types sysfs --options ro,nosuid,nodev,noexec sysfs sys
  echo "$FM_NODES" | while read -r name major minor; do
    case $major:$name in
      7:*)
        mkdir "root/sys/devices/virtual/block/$name"
        mount --bind "sys/devices/virtual/block/loop$minor" "root/sys/devices/virtual/block/$name"
        # It would tell the path of the image file.
        mount --types tmpfs --options ro,mode=755 tmpfs "root/sys/devices/virtual/block/$name/loop"
        ;;
    esac
  done
fi
: >root/run/machine/partitions
mount --bind root/run/machine/partitions root/proc/partitions
for place in sys sysrq-trigger; do
  [ -e "root/proc/$place" ] || continue
  mount --bind "root/proc/$place" "root/proc/$place"
  mount --options remount,bind,ro "root/proc/$place"
done

printf '%s' "$FM_INIT" >root/run/machine/init
[ -z "$FM_BOOT" ] || printf '%s\n' "$FM_BOOT" >root/run/machine/boot
[ -z "$FM_USER_DATA" ] || printf '%s\n' "$FM_USER_DATA" >root/run/machine/user-data
cd root
pivot_root . run/.host
cd /
exec env --ignore-environment PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
  HOME=/root LANG=C.UTF-8 TERM=linux /bin/sh /run/machine/init
