#!/bin/sh
# Builds the npm package in dist/, or in the folder that is named: see docs/packages.md.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
sh "$root/scripts/install.sh" development
. "$root/bin/find-node.sh"
exec "$node" --disable-warning=ExperimentalWarning "$root/scripts/build.ts" "$@"
