#!/bin/sh
# Builds everything that is published twice, in two directories with different paths, and compares every byte.
#
# Usage: scripts/check-reproducible.sh      exit code 0: all equal, 1: something differs or does not build
set -eu

root=$(CDPATH='' cd -- "$(dirname "$0")/.." && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM HUP

hash_of() {
  if command -v sha256sum >/dev/null 2>&1; then
    sha256sum "$@"
  else
    shasum -a 256 "$@"
  fi
}

# Builds a copy of the sources, as they are now, below $1 and lists the hashes of what came out.
build() {
  mkdir -p "$1"
  (cd "$root" && git ls-files -z --cached --others --exclude-standard | xargs -0 tar cf -) | (cd "$1" && tar xf -)
  (cd "$1" && ./mvnw -B -q -Prelease -Dmaven.test.skip=true -Djacoco.skip=true package) >&2
  (cd "$1" && find . \( -path './*/target/thermograph-*.jar' -o -path './target/thermograph-sbom.*' \) -type f | sort |
    while IFS= read -r file; do hash_of "$file"; done)
}

build "$work/first" >"$work/first.txt"
build "$work/a-second-and-longer-path" >"$work/second.txt"
cat "$work/first.txt"
if ! cmp -s "$work/first.txt" "$work/second.txt"; then
  echo "NOT reproducible:"
  diff "$work/first.txt" "$work/second.txt" || true
  exit 1
fi
echo "reproducible: $(wc -l <"$work/first.txt" | tr -d ' ') files are the same in both builds"
