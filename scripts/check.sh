#!/bin/sh
# What every commit must hold, in seconds: types, lint, format, unused code, and the tests that need
# neither server nor database. Arguments name the parts to run; without any, all. Every part runs,
# also after one has failed.
set -u

root=$(cd "$(dirname "$0")/.." && pwd)
sh "$root/scripts/install.sh" development || exit 1
cd "$root" || exit 1
PATH=$root/node_modules/.bin:$PATH

[ $# -gt 0 ] || set -- types lint format unused tests
failed=''
for part in "$@"; do
  echo "— $part"
  case $part in
    types) tsc -p . && tsc -p src/console/browser ;;
    lint) oxlint ;;
    format) oxfmt --check ;;
    unused) knip ;;
    tests) sh scripts/test.sh quick ;;
    *) echo "no part $part" >&2; false ;;
  esac || failed="$failed $part"
done
[ -z "$failed" ] || { echo "failed:$failed" >&2; exit 1; }
