#!/bin/sh
# Builds and runs every test and closes with one line: N passed, N failed, N skipped.
set -eu

root=$1
artefacts=$2
cache=$3
shift 3
fast=no
[ "${1:-}" != --fast ] || fast=yes

configuration=Release
results=$artefacts/test-results
rm -rf "$results"
mkdir -p "$results"
export FLEET_ARTEFACTS="$artefacts" FLEET_CACHE="$cache" FLEET_TEST_RESULTS="$results"
if [ "$(id -u)" -ne 0 ] && [ "$fast" = no ]; then
  echo "Without root only the fast tests can run; the others are skipped."
  fast=yes
fi

echo "== Building all"
# The analyzers have their own verb, ./fleet check: here they would only make the wait longer.
dotnet build "$root/FleetMigrator.sln" -c "$configuration" -v quiet --nologo -clp:NoSummary -p:RunAnalyzersDuringBuild=false
[ "$fast" = yes ] || "$root/fleet" prepare-tests

passed=0
failed=0
skipped=0

# Runs one test program with the given filters and adds its summary to the totals.
run() {
  name=$1
  program=$2
  shift 2
  echo "== $name $*"
  log=$results/$name.log
  "$program" -noColor -noLogo -xml "$results/$name.xml" "$@" > "$log" 2>&1 || true
  line=$(grep -E 'Total: [0-9]+, Errors: [0-9]+, Failed: [0-9]+' "$log" | tail -n 1 || true)
  if [ -z "$line" ]; then
    tail -n 40 "$log"
    echo "   $name ended without a summary: see $log"
    failed=$((failed + 1))
    return 0
  fi
  total=$(printf '%s' "$line" | sed 's/.*Total: \([0-9]*\).*/\1/')
  errors=$(printf '%s' "$line" | sed 's/.*Errors: \([0-9]*\).*/\1/')
  fails=$(printf '%s' "$line" | sed 's/.*Failed: \([0-9]*\).*/\1/')
  skips=$(printf '%s' "$line" | sed 's/.*Skipped: \([0-9]*\).*/\1/')
  echo "   total $total, failed $((fails + errors)), skipped $skips"
  if [ $((fails + errors)) -gt 0 ]; then
    grep -A 25 -E '\[(FAIL|ERROR)\]' "$log" | head -n 200 || true
  fi
  grep -E '\[SKIP\]' -A 1 "$log" || true
  passed=$((passed + total - fails - skips))
  failed=$((failed + fails + errors))
  skipped=$((skipped + skips))
}

program_of() { printf '%s/tests/%s/bin/%s/net10.0/FleetMigrator.%s' "$root" "$1" "$configuration" "$1"; }

for project in "$root"/tests/*.Tests; do
  name=$(basename "$project")
  case $name in
    Architecture.Tests | System.Tests) continue ;;
  esac
  # One class after the other: networks of this host are numbered by the first free slot, which two at once would take from each other.
  if [ "$fast" = yes ]; then
    run "$name" "$(program_of "$name")" -parallelMode none -trait- Kind=system
  else
    run "$name" "$(program_of "$name")" -parallelMode none
  fi
done
# Real disks, networks and emulated machines: one after the other, or they starve each other.
if [ "$fast" = no ]; then
  run System.Tests "$(program_of System.Tests)" -parallelMode none
  run Browser "$(program_of Browser)" -parallelMode none
fi
# Last, because it also checks that the tests named in docs/acceptance.md have run.
run Architecture.Tests "$(program_of Architecture.Tests)"

echo
if [ "$failed" -gt 0 ]; then
  echo "Logs: $results. Next: look at the first failure above."
else
  echo "Next: sudo ./fleet demo"
fi
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
