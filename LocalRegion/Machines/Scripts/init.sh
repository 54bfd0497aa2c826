#!/bin/sh
# Process 1 of a running machine: runs the boot script, the user data once, and then collects orphans until it is told to stop.
umount --lazy /run/.host && rmdir /run/.host || exit 1
echo ready
# The owner finishes disks, records and metadata first. If it dies meanwhile, the pipe ends and the machine with it.
read -r go && [ "$go" = go ] || exit 1
exec </dev/null >&2

stopping=
trap 'stopping=1' TERM INT
code=0
[ ! -f /run/machine/boot ] || sh /run/machine/boot || code=$?
# Renamed into place, so that whoever waits never reads half of it.
echo "$code" >/run/machine/booted.new
mv /run/machine/booted.new /run/machine/booted
seen=/var/lib/machine/user-data-started
if [ -f /run/machine/user-data ] && [ ! -e "$seen" ]; then
  # Marked before it runs: user data runs once, however it ends.
  mkdir -p "${seen%/*}"
  : >"$seen"
  chmod 700 /run/machine/user-data
  case $(head -c 2 /run/machine/user-data) in
    '#!') /run/machine/user-data & ;;
    *) sh /run/machine/user-data & ;;
  esac
fi
while [ -z "$stopping" ]; do
  sleep 86400 &
  wait $!
done
# Everyone else is asked first. What remains ends with this process, by the kernel's rule for process 1.
kill -TERM -1
tries=0
while [ "$tries" -lt 20 ] && [ "$(find /proc -maxdepth 1 -name '[1-9]*' | wc -l)" -gt 2 ]; do
  sleep 0.1
  tries=$((tries + 1))
done
sync
