#!/bin/sh
# Makes the Debian 12 roots that the local region and the demo need, as tar files in a cache folder.
#   public    the public image an instance starts from
#   receiver  the root of the receiver bundle
#   source    the system of a demo source server, with kernel and boot loader
# Standard output: one line "<name> <tar file>" a root. Everything else goes to standard error.
# The link CACHE_FOLDER/<name>.tar leads to the newest one.
set -eu

usage() {
  echo "usage: build-images.sh CACHE_FOLDER [public] [receiver] [source]   (default: all three)" >&2
  exit 2
}

say() { printf '%s\n' "images: $*" >&2; }
fail() {
  printf '%s\n' "images: error: $1" >&2
  [ $# -lt 2 ] || printf '%s\n' "images: what to do: $2" >&2
  exit 1
}

[ $# -ge 1 ] || usage
cache=$1
shift
[ $# -gt 0 ] || set -- public receiver source
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
recipes=$here/recipes
suite=bookworm
for name in "$@"; do
  case $name in public | receiver | source) ;; *) usage ;; esac
done

# A root is named after the hash of everything that shapes it, so a changed recipe is a new file and never a stale one.
recipe_hash() {
  (
    cd "$recipes"
    cat "$here/build-images.sh" "$here/specialise.sh"
    for part in base.packages "$1".packages "$1".debconf "$1".before "$1".setup; do
      [ ! -f "$part" ] || { echo "== $part"; cat "$part"; }
    done
  ) | sha256sum | cut -c1-12
}
packages_of() { grep -v -e '^#' -e '^$' "$recipes/$1.packages" | tr '\n' ' '; }

mkdir -p "$cache"
cache=$(CDPATH='' cd -- "$cache" && pwd)
missing=
for name in "$@"; do
  [ -f "$cache/$name-$(recipe_hash "$name").tar" ] || missing="$missing $name"
done

if [ -n "$missing" ]; then
  [ "$(id -u)" = 0 ] || fail "making a Debian root needs root" "run it as root or with sudo"
  command -v mmdebstrap >/dev/null || fail "mmdebstrap is not installed" "apt-get install --yes mmdebstrap"

  # One run at a time in a cache folder: the second waits, and then finds the work done.
  exec 9>"$cache/.lock"
  flock --nonblock 9 || { say "waiting for another run in $cache"; flock 9; }
  # Whoever held the lock is gone, so any work folder is what a killed run left.
  rm -rf --one-file-system "$cache"/.work-*
fi

work=
clean() { [ -z "$work" ] || rm -rf --one-file-system "$work"; }
trap clean EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# The mirrors are the machine's own; the fresh root gets the same.
write_sources() {
  targets() { apt-get indextargets --format "deb \$(REPO_URI) \$(CODENAME) \$(COMPONENT)" 'Created-By: Packages' 'Origin: Debian'; }
  if ! targets | grep -q -E " $suite "; then
    say "apt knows no package lists yet: apt-get update"
    apt-get update -qq >&2 9>&- || fail "apt-get update failed" "check the network and /etc/apt"
  fi
  targets | grep -E "^deb https?://[^ ]+ $suite(-updates|-security)? main\$" | sort -u >"$1" || true
  grep -q -E " $suite main\$" "$1" || fail "apt names no mirror of Debian 12 ($suite)" "add one to /etc/apt/sources.list.d, with main"
}

make_base() {
  base=$cache/base-$(recipe_hash base).tar
  [ ! -f "$base" ] || return 0
  begun=$(date +%s)
  say "base: Debian 12 minimal root"
  write_sources "$work/sources.list"
  proxy=
  eval "$(apt-config shell proxy Acquire::http::Proxy)"
  set -- --variant=minbase --mode=root --format=tar --skip=cleanup/reproducible \
    --include="$(packages_of base | tr ' ' ',' | sed 's/,$//')" \
    --aptopt='APT::Install-Recommends "false"' --aptopt='Acquire::Languages "none"' --aptopt='Acquire::Retries "3"' \
    --dpkgopt=force-unsafe-io \
    --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
    --dpkgopt='path-exclude=/usr/share/info/*' --dpkgopt='path-exclude=/usr/share/lintian/*' \
    --dpkgopt='path-exclude=/usr/share/locale/*'
  [ -z "$proxy" ] || set -- "$@" --aptopt="Acquire::http::Proxy \"$proxy\""
  mmdebstrap "$@" "$suite" "$work/base.tar" "$work/sources.list" >"$cache/base.log" 2>&1 9>&- \
    || { tail -n 20 "$cache/base.log" >&2; fail "mmdebstrap failed" "the whole log is $cache/base.log"; }
  mv "$work/base.tar" "$base"
  say "base: $(du -h "$base" | cut -f1) in $(($(date +%s) - begun)) s"
}

make_root() {
  target=$cache/$1-$(recipe_hash "$1").tar
  [ ! -f "$target" ] || return 0
  make_base
  begun=$(date +%s)
  say "$1: adding $(packages_of "$1" | wc -w) packages"
  mkdir "$work/$1"
  tar --extract --file="$base" --directory="$work/$1" --numeric-owner --xattrs --xattrs-include='*'
  # Its own mount namespace: whatever happens, no mount stays behind.
  # shellcheck disable=SC2046 # one word a package
  unshare --mount --propagation=private -- sh "$here/specialise.sh" "$work/$1" "$recipes/$1" $(packages_of "$1") >"$cache/$1.log" 2>&1 9>&- \
    || { tail -n 20 "$cache/$1.log" >&2; fail "the root $1 could not be made" "the whole log is $cache/$1.log"; }
  tar --create --file="$work/$1.tar" --directory="$work/$1" --numeric-owner --sort=name --xattrs --xattrs-include='*' .
  rm -rf --one-file-system "${work:?}/$1"
  # Renamed only when whole, so that a kill leaves no half root under the final name.
  mv "$work/$1.tar" "$target"
  say "$1: $(du -h "$target" | cut -f1) in $(($(date +%s) - begun)) s"
}

if [ -n "$missing" ]; then
  free=$(df --output=avail --block-size=1M "$cache" | tail -n 1)
  [ "$free" -ge 4096 ] || fail "only $free MiB are free in $cache, 4096 are needed" "free some space, or name another cache folder"
  work=$(mktemp -d "$cache/.work-XXXXXX")
fi
for name in "$@"; do
  make_root "$name"
done
for name in "$@"; do
  ln -sfn "$name-$(recipe_hash "$name").tar" "$cache/$name.tar"
  printf '%s %s\n' "$name" "$cache/$name-$(recipe_hash "$name").tar"
done
