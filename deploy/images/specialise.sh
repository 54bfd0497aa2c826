#!/bin/sh
# Turns an unpacked base root into one of the roots. Called by build-images.sh in a mount namespace of its own:
#   specialise.sh ROOT RECIPE_PREFIX PACKAGE...
set -eu
root=$1
recipe=$2
shift 2

mount --types tmpfs tmpfs "$root/tmp"
mount --types proc proc "$root/proc"
mount --types sysfs --options ro sysfs "$root/sys"
# A private /dev: package scripts (grub's above all) must not find the disks of this machine.
mount --types tmpfs --options mode=755 tmpfs "$root/dev"
mknod -m 666 "$root/dev/null" c 1 3
mknod -m 666 "$root/dev/zero" c 1 5
mknod -m 666 "$root/dev/full" c 1 7
mknod -m 666 "$root/dev/random" c 1 8
mknod -m 666 "$root/dev/urandom" c 1 9
mknod -m 666 "$root/dev/tty" c 5 0
ln -s /proc/self/fd "$root/dev/fd"
ln -s /proc/self/fd/0 "$root/dev/stdin"
ln -s /proc/self/fd/1 "$root/dev/stdout"
ln -s /proc/self/fd/2 "$root/dev/stderr"
mkdir "$root/dev/pts" "$root/dev/shm"

inside() { env --ignore-environment PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C DEBIAN_FRONTEND=noninteractive "$@"; }

# No service may start while packages are installed.
printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
chmod 755 "$root/usr/sbin/policy-rc.d"
rm -f "$root/etc/resolv.conf"
cp --dereference /etc/resolv.conf "$root/etc/resolv.conf"
# The build may depend on a name that only this machine's file knows; the setup step writes the root's own file.
cp /etc/hosts "$root/etc/hosts"
apt-config dump Acquire::http::Proxy >"$root/etc/apt/apt.conf.d/99build"

[ ! -f "$recipe.debconf" ] || inside chroot "$root" debconf-set-selections <"$recipe.debconf"
[ ! -f "$recipe.before" ] || inside chroot "$root" /bin/sh -eu <"$recipe.before"
inside chroot "$root" apt-get update --quiet
inside chroot "$root" apt-get install --quiet --yes --no-install-recommends "$@"
inside chroot "$root" apt-get clean
[ ! -f "$recipe.setup" ] || inside chroot "$root" /bin/sh -eu <"$recipe.setup"

rm -rf "$root"/var/lib/apt/lists/* "$root"/var/cache/apt/*.bin "$root"/var/log/apt/* "$root"/var/log/dpkg.log \
  "$root/usr/sbin/policy-rc.d" "$root/etc/apt/apt.conf.d/99build" "$root/etc/resolv.conf"
: >"$root/etc/resolv.conf"
umount "$root/dev" "$root/sys" "$root/proc" "$root/tmp"
