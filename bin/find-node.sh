# Sourced with $root set. Sets $node to the Node that was installed with the project or the package, else to the system's
# if it is new enough.

# Those that npm brings along need glibc and libatomic. Where that is not sure, the file is tried.
runs() {
  [ -x "$1" ] || return 1
  found=''
  for library in /lib/*/libatomic.so.1 /usr/lib/*/libatomic.so.1 /lib64/libatomic.so.1 /usr/lib/libatomic.so.1; do
    [ ! -e "$library" ] || found=yes
  done
  for loader in /lib/ld-musl-*; do
    [ ! -e "$loader" ] || found=''
  done
  [ -n "$found" ] || "$1" --version >/dev/null 2>&1
}

node=''
case $root in
  */node_modules/*) beside=${root%/*} ;;
  *) beside='' ;;
esac
for candidate in "$root/node_modules/.bin/node" "$root"/node_modules/node-*/bin/node ${beside:+"$beside"/node-*/bin/node}; do
  case $candidate in
    */.bin/node | */node-linux-*/* | */node-darwin-*/* | */node-bin-*/*) ;;
    *) continue ;;
  esac
  if runs "$candidate"; then
    node=$candidate
    break
  fi
done
if [ -z "$node" ]; then
  node=$(command -v node || :)
  if [ -z "$node" ] || [ "$("$node" -p 'process.versions.node.split(".")[0]')" -lt 24 ]; then
    echo "pallas: Node 24 or newer is needed, and there is none that runs here. npm brings one along for Linux" \
      "with glibc and libatomic (package libatomic1) and for macOS (npm ci, or npm install, with optional packages). Elsewhere, such as on Alpine, install it:" \
      "https://nodejs.org" >&2
    exit 1
  fi
fi
