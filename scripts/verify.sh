#!/bin/sh
# Types, lint, format, unused code, and all tests with the slow ones. All of it runs, also after a
# part has failed.
set -u

root=$(cd "$(dirname "$0")/.." && pwd)
sh "$root/scripts/check.sh" types lint format unused
static=$?
sh "$root/scripts/test.sh" everything "$@" && exit "$static"
