#!/usr/bin/env bash
# Puts a fault before every system call that a scripted run of the log makes on its files, and judges what is left.
#
# Usage: scripts/fault-syscalls.sh [--step N] [--keep DIR]
#   --step N     only every N-th position (default 1: all)
#   --keep DIR   keep the table and one line per run there
#
# The script of the run: groups of all durabilities, rotations, a release, recycled segments, close, reopen
# (ScriptedRun). A counting run lists which thread makes which call on which file; then, for each call
#   SIGKILL before it; EIO and ENOSPC instead of it, once; both from it on for ever; a write that lies about its
#   length and writes nothing; a slow fdatasync.
# Judged by another process (ScriptJudge): no acknowledged record lost, no refused one back, no damage reported
# where there is none, nothing taken after a failed sync until reopened, and the log goes on with a good disk.
# A write that lies cannot be survived: those runs show that the judge finds a loss.
#
# Needs Linux and strace 5.3 or later. Exit codes: 0 all well, 1 something is bad, 3 this machine lacks something
# (then nothing was tested; FaultPositionsTest does the same through the file seam, on any machine).
set -euo pipefail

root=$(CDPATH='' cd -- "$(dirname "$0")/.." && pwd -P)
# shellcheck source=scripts/java.sh
. "$root/scripts/java.sh"

step=1
keep=
while [ $# -gt 0 ]; do
  case $1 in
    --step) step=$2; shift 2 ;;
    --keep) keep=$2; shift 2 ;;
    *) tg_say "unknown argument: $1 (usage: scripts/fault-syscalls.sh [--step N] [--keep DIR])"; exit 2 ;;
  esac
done

command -v strace >/dev/null 2>&1 ||
  tg_die "SKIPPED, nothing was tested: strace is not installed; install the package strace and run this again"
strace -o /dev/null -e trace=fdatasync -e inject=fdatasync:error=EIO:when=1 true 2>/dev/null ||
  tg_die "SKIPPED, nothing was tested: strace may not trace or inject here"
tg_require_jdk

(cd "$root" && ./mvnw -B -q compile -pl property-tests -am -Dspotless.check.skip=true -Denforcer.skip=true \
  -Dforbiddenapis.skip=true -Djacoco.skip=true) >&2

work=$root/property-tests/target/fault-syscalls
rm -rf "$work"
mkdir -p "$work/runs"
trap 'rm -rf "$work/runs"' EXIT
trap 'exit 130' INT TERM HUP

# One jar and an archive of loaded classes: a JVM starts in half the time.
jar=$work/log.jar
"$JAVA_HOME/bin/jar" --create --file "$jar" -C "$root/wal/target/classes" dev \
  -C "$root/property-tests/target/classes" dev
flags=(-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData -Xmx128m -Xlog:disable -Xlog:all=off
  -XX:SharedArchiveFile="$work/classes.jsa")
package=dev.thermograph.properties.kill
seed=${THERMOGRAPH_SEED:-20260101}
tries=20

# run_script <name> [strace argument...]: one run; what it leaves stands in $work/runs/<name>.
run_script() {
  local name=$1 directory=$work/runs/$1
  shift
  mkdir -p "$directory"
  # No --seccomp-bpf: with it strace 6.1 injects errors but no signals.
  {
    timeout --signal=KILL 60 strace -f -qq -o "$directory/strace" "$@" \
      "$JAVA_HOME/bin/java" "${flags[@]}" -cp "$jar" $package.ScriptChild \
      "$directory/log" "$directory/journal" "$seed" 0 "$tries" >"$directory/output" 2>&1 || true
  } 2>/dev/null # the shell's "Killed"
  if grep -qE 'INJECTED|DELAYED|killed by SIGKILL' "$directory/strace"; then
    echo "$name" >>"$work/met"
  fi
}

judge_all() {
  local directories=("$work"/runs/*)
  [ -d "${directories[0]}" ] || return 0
  "$JAVA_HOME/bin/java" "${flags[@]}" -cp "$jar" $package.ScriptJudge "$seed" "$work/results" "${directories[@]}"
  rm -rf "$work/runs"
  mkdir -p "$work/runs"
}

started=$SECONDS
"$JAVA_HOME/bin/java" "${flags[@]}" -XX:ArchiveClassesAtExit="$work/classes.jsa" -cp "$jar" $package.ScriptChild \
  "$work/warm/log" "$work/warm.journal" "$seed" 0 "$tries" >/dev/null 2>&1 ||
  { mkdir -p "$work/warm"; "$JAVA_HOME/bin/java" "${flags[@]/-XX:SharedArchiveFile=*/-Xshare:auto}" \
    -XX:ArchiveClassesAtExit="$work/classes.jsa" -cp "$jar" $package.ScriptChild \
    "$work/warm/log" "$work/warm.journal" "$seed" 0 "$tries" >/dev/null 2>&1; }

# The counting run: lines "<count> <call> <file>", the highest count that one thread has. strace counts per thread.
calls=pwrite64,fdatasync,fsync,rename,renameat,renameat2,unlink,unlinkat,ftruncate
run_script count -y -e trace="$calls"
awk -v log_directory="$work/runs/count/log" '
  / (resumed>|\+\+\+|---)/ { next }
  {
    call = $2; sub(/\(.*/, "", call)
    at = index($0, log_directory)
    if (at == 0) next
    file = substr($0, at + length(log_directory)); sub(/[>"].*/, "", file); sub(/^\//, "", file)
    if (file == "") file = "."
    total[call]++
    n = ++count[call " " file " " $1]
    if (n > most[call " " file]) most[call " " file] = n
    m = ++anywhere[call " " $1]
    if (m > most_anywhere[call]) most_anywhere[call] = m
  }
  END {
    for (key in most) print most[key], key
    for (call in total) print total[call], "total", call
    for (call in most_anywhere) print most_anywhere[call], "anywhere", call
  }' "$work/runs/count/strace" | sort -k2,2 -k3,3 >"$work/counts"
judge_all
grep -q "^count	OK	CLOSED" "$work/results" || { tg_say "the run without faults failed:"; cat "$work/results" >&2; exit 1; }

batch=0
# fault <group> <position> <strace argument...>
fault() {
  local group=$1 position=$2
  shift 2
  run_script "$group@$position" "$@"
  batch=$((batch + 1))
  if [ $batch -ge 60 ]; then
    batch=0
    judge_all
  fi
}

number=0
wanted() {
  number=$((number + 1))
  [ $((number % step)) -eq 0 ]
}

positions=0
while read -r count call file; do
  case $call in total | anywhere) continue ;; esac
  for ((n = 1; n <= count; n++)); do
    positions=$((positions + 1))
    wanted || continue
    # The log's directory differs from run to run, so -P needs the one of the run at hand.
    at() { echo "$work/runs/$1@$call.${file//./_}.$n/log${file:+/$file}" | sed 's,/\.$,,'; }
    inject() {
      local group=$1 what=$2
      fault "$group" "$call.${file//./_}.$n" -P "$(at "$group")" -e trace="$call" -e inject="$call:$what"
    }
    inject "$call SIGKILL" "signal=SIGKILL:when=$n"
    inject "$call EIO once" "error=EIO:when=$n"
    case $call in
      pwrite64 | fdatasync | fsync | rename*) inject "$call ENOSPC once" "error=ENOSPC:when=$n" ;;
    esac
    case $call in
      pwrite64) inject "$call lying" "retval=7:when=$n" ;;
      fdatasync) inject "$call slow" "delay_enter=20000:when=$n" ;;
    esac
  done
done <"$work/counts"

while read -r count kind call; do
  [ "$kind" = anywhere ] || continue
  case $call in pwrite64 | fdatasync) ;; *) continue ;; esac
  for ((n = 1; n <= count; n++)); do
    wanted || continue
    for error in EIO ENOSPC; do
      fault "$call $error for ever" "$n" -e trace="$call" -e inject="$call:error=$error:when=$n+"
    done
  done
done <"$work/counts"
judge_all

# The table.
{
  echo "system calls on the log's files in the run without faults:" \
    "$(awk '$2 == "total" { printf "%s%s %d", sep, $3, $1; sep = ", " }' "$work/counts")"
  echo "positions (calls counted per file, by the thread that makes most of them): $positions, every $step. tried"
  echo "seed $seed, $((SECONDS - started)) s, $(date -u +%Y-%m-%d)"
  echo
  echo "| call and fault | runs | fault met | good | bad | records durable | refused or not taken | unknown | poisoned |"
  echo "|---|---|---|---|---|---|---|---|---|"
  awk -F '\t' -v met_names="$work/met" '
    BEGIN { while ((getline name < met_names) > 0) was_met[name] = 1 }
    function of(name) { return match($4, name "=[0-9]+") ? substr($4, RSTART + length(name) + 1, RLENGTH - length(name) - 1) + 0 : 0 }
    $1 == "count" { next }
    {
      group = $1; sub(/@.*/, "", group)
      runs[group]++
      met[group] += $1 in was_met
      good[group] += $2 == "OK"
      durable[group] += of("DURABLE"); refused[group] += of("REFUSED") + of("NOT_TAKEN"); unknown[group] += of("UNKNOWN")
      poison = $5; sub(/.*=/, "", poison); poisoned[group] += poison > 0
    }
    END {
      for (group in runs)
        printf "| %s | %d | %d | %d | %d | %d | %d | %d | %d |\n", group, runs[group], met[group], good[group], runs[group] - good[group],
          durable[group], refused[group], unknown[group], poisoned[group] | "sort"
    }' "$work/results"
} | tee "$work/table"

awk -F '\t' '$2 == "BAD" && $1 !~ /lying/' "$work/results" >"$work/bad"
caught=$(awk -F '\t' '$2 == "BAD" && $1 ~ /lying/' "$work/results" | wc -l)
if [ -n "$keep" ]; then
  mkdir -p "$keep"
  cp "$work/table" "$work/results" "$work/counts" "$work/met" "$keep"
fi
echo
echo "lying writes caught: $caught of $(grep -c lying "$work/results" || true) (the others hit no record that was still promised at the end: markers, spares, released segments)"
if [ -s "$work/bad" ]; then
  echo "BAD runs (seed $seed):"
  cat "$work/bad"
  exit 1
fi
[ "$caught" -gt 0 ] || { echo "BAD: no lying write was caught, so the judge does not judge"; exit 1; }
