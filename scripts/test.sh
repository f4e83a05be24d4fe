#!/bin/sh
# Runs tests: $1 is the suite, what follows narrows it (see scripts/test.ts).
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
sh "$root/scripts/install.sh" development
. "$root/bin/find-node.sh"
cd "$root"
exec "$node" --disable-warning=ExperimentalWarning scripts/test.ts "$@"
