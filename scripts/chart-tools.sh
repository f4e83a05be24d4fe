#!/bin/sh
# Prints the folder that holds what tests of the Helm chart run: helm, kubeconform, and the schemas of Kubernetes. What is
# missing is made first, which takes minutes; with --present the script fails instead. It is kept for all checkouts.
set -eu

helm=v4.3.1
kubeconform=v0.8.0
# the package of PyPI with these schemas, and the version of Kubernetes
schemas=1.37.0
kubernetes=v1.37.0

cache=${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/pallas
folder=$cache/chart-tools-$helm-$kubeconform-$schemas
if [ -e "$folder/complete" ]; then
  echo "$folder"
  exit
fi
[ "${1:-}" != --present ] || exit 1

mkdir -p "$folder"
# whoever comes while it is made waits
exec 9>"$cache/chart-tools.lock"
flock 9
if ! [ -e "$folder/complete" ]; then
  export GOBIN="$folder"
  go install "helm.sh/helm/v4/cmd/helm@$helm" >&2
  go install "github.com/yannh/kubeconform/cmd/kubeconform@$kubeconform" >&2
  scratch=$(mktemp -d)
  trap 'rm -rf "$scratch"' EXIT
  python3 -m pip download --quiet --no-deps --dest "$scratch" "kubernetes-validate==$schemas" >&2
  python3 -m zipfile -e "$scratch"/*.whl "$scratch"
  rm -rf "$folder/schemas"
  cp -r "$scratch/kubernetes_validate/kubernetes-json-schema/$kubernetes-local-strict" "$folder/schemas"
  # a definition is looked for where its file is
  sed -i "s#\"/api/_definitions.json#\"file://$folder/schemas/_definitions.json#" "$folder"/schemas/*.json
  touch "$folder/complete"
fi
echo "$folder"
