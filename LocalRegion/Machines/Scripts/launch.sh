#!/bin/sh
# First stage of a machine, still in the host's namespaces: joins the cgroup, then enters the new namespaces.
# The cgroup comes first, so that nothing of the machine ever runs without its device rules.
set -eu
exec 2>>"$FM_LOG"
echo $$ >"$FM_CGROUP_PROCS"
exec nsenter --net="/run/netns/$FM_NETNS" \
  unshare --mount --uts --ipc --pid --fork --propagation private sh -c "$FM_ENTER" enter
