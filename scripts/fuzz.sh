#!/usr/bin/env bash
# Lets Jazzer look for bytes that make a reader of the log crash, hang or fill the memory.
#
# Usage: scripts/fuzz.sh [SECONDS]       default 180; exit code 0: nothing found, 77: an input was found
#
# What Jazzer calls is LogFuzzer (property-tests). Seeds are the corpus in property-tests/src/test/resources/fuzz/wal;
# what is learnt stays below property-tests/target/fuzz, and so does an input that does harm: crash-*. Put such an input
# into the corpus together with the fix, and LogFuzzTest replays it for ever.
# Jazzer's JUnit engine does not run beside ours, so this starts its driver; nothing of it is on any build's class path.
set -euo pipefail

root=$(CDPATH='' cd -- "$(dirname "$0")/.." && pwd -P)
# shellcheck source=scripts/java.sh
. "$root/scripts/java.sh"
tg_require_jdk

seconds=${1:-180}
jazzer=0.30.0
target=$root/property-tests/target
work=$target/fuzz
mkdir -p "$work/learnt" "$work/lib"

cd "$root"
./mvnw -B -q test-compile -pl property-tests -am -Dspotless.check.skip=true -Denforcer.skip=true \
  -Dforbiddenapis.skip=true -Djacoco.skip=true >&2
for artifact in jazzer jazzer-api; do
  [ -f "$work/lib/$artifact-$jazzer.jar" ] ||
    ./mvnw -B -q -N dependency:copy "-Dartifact=com.code-intelligence:$artifact:$jazzer" "-DoutputDirectory=$work/lib" >&2
done

# 64 MB of direct memory and a small heap: an input that makes a reader take more ends the run.
exec "$JAVA_HOME/bin/java" -XX:MaxDirectMemorySize=64m -Xmx512m -XX:+EnableDynamicAgentLoading \
  --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
  -cp "$work/lib/jazzer-$jazzer.jar:$work/lib/jazzer-api-$jazzer.jar:$target/test-classes:$target/classes:$root/wal/target/classes" \
  com.code_intelligence.jazzer.Jazzer \
  --target_class=dev.thermograph.properties.fuzz.LogFuzzer \
  --instrumentation_includes='dev.thermograph.wal.**:dev.thermograph.properties.fuzz.**' \
  --custom_hook_includes='dev.thermograph.none.**' \
  --reproducer_path="$work" -artifact_prefix="$work/" \
  -max_total_time="$seconds" -max_len=32768 -timeout=5 -rss_limit_mb=2048 -print_final_stats=1 \
  "$work/learnt" "$root/property-tests/src/test/resources/fuzz/wal"
