# Sourced with $root set. Sets $node to the Node that comes with the project, else to the system's if it is new enough.
node=$root/node_modules/.bin/node
if ! [ -x "$node" ]; then
  node=$(command -v node || :)
  if [ -z "$node" ] || [ "$("$node" -p 'process.versions.node.split(".")[0]')" -lt 24 ]; then
    echo "pallas: Node 24 or newer is needed. The project brings its own: run 'npm ci' in $root" >&2
    exit 1
  fi
fi
