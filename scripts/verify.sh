#!/bin/sh
# Types, lint, format, unused code, and all tests with the slow ones. All of it runs, also after a
# part has failed. `scale` first: only the tests of several servers that fail, whose figures then stand in
# docs/scale.md.
set -u

root=$(cd "$(dirname "$0")/.." && pwd)
if [ "${1:-}" = scale ]; then
  shift
  missing=$(sh "$root/scripts/scale-programs.sh")
  [ -z "$missing" ] || echo "Skipped tests need what this machine lacks: apt-get install -y" $missing
  exec sh "$root/scripts/test.sh" scale "$@"
fi
sh "$root/scripts/check.sh" types lint format unused
static=$?
sh "$root/scripts/test.sh" everything "$@" && exit "$static"
exit 1
