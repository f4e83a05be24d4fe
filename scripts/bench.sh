#!/bin/sh
# Measures the server against the goals and prints the ratios; with `size` first, how it fares as identities grow in number.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
sh "$root/scripts/install.sh" development
. "$root/bin/find-node.sh"
what=main
if [ "${1:-}" = size ]; then
  shift
  what=size/main
fi
exec "$node" --disable-warning=ExperimentalWarning "$root/bench/$what.ts" "$@"
