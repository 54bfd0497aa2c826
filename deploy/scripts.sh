#!/bin/sh
# Lists the shell scripts of the repository, for the linter.
set -eu
cd "$1"
git ls-files | while read -r file; do
  case $file in
    *.sh.template) continue ;;
  esac
  [ -f "$file" ] && head -n 1 "$file" | grep -q '^#!/bin/sh' && printf '%s/%s\n' "$1" "$file"
done
true
