#!/bin/sh
# Measures the server under load and prints the ratios. The first argument may name another
# measurement: `size` (how it does as identities grow in number), `work` (how much code runs for one
# request), `shield` (what the shield costs a login), `audit` (what the audit trail costs), `keys` (what keys
# cost those who have none), `cleanup` (how fast expired sessions are deleted), `jobs` (how many people a second a job works off), `workers` (what several
# processes cost) or `pages` (what opening a page costs).
# `tables` measures nothing and writes the tables of docs/speed.md anew.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
sh "$root/scripts/install.sh" development
. "$root/bin/find-node.sh"
what=main
case ${1:-} in
  size) what=size/main; shift ;;
  work | shield | audit | cleanup | jobs | keys | move | workers | pages | tables) what=$1; shift ;;
esac
exec "$node" --disable-warning=ExperimentalWarning "$root/bench/$what.ts" "$@"
