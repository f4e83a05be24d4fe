#!/bin/sh
# Plays the conformance scenarios (see scripts/conformance.ts) with the project's own Node.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
sh "$root/scripts/install.sh" production
. "$root/bin/find-node.sh"
exec "$node" --disable-warning=ExperimentalWarning "$root/scripts/conformance.ts" "$@"
