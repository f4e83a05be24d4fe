#!/bin/sh
# Measures the server against the goals and prints the ratios.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
sh "$root/scripts/install.sh" development
. "$root/bin/find-node.sh"
exec "$node" --disable-warning=ExperimentalWarning "$root/bench/main.ts" "$@"
