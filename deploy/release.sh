#!/usr/bin/env bash
# Builds what is released into dist/: for each platform an archive with the static program
# and what belongs to it, and a list of the modules in it (CycloneDX); what the image is
# built from; and the checksums of all of them. What is not committed is not in it, and the
# same commit gives the same bytes in every folder, with the same versions of Go, tar and gzip.
#
#   make release                             # all platforms
#   make release PLATFORMS=linux/amd64       # some of them
#
# and of what comes out
#
#   cd dist && sha256sum -c SHA256SUMS
#   docker build -f deploy/Dockerfile -t onrecord - < dist/onrecord_VERSION_image.tar.gz

set -euo pipefail
cd "$(dirname "$0")/.."
umask 022
export LC_ALL=C TZ=UTC CGO_ENABLED=0

name=onrecord_${VERSION:-$COMMIT}
epoch=$(git log -1 --format=%ct)

rm -rf dist
mkdir dist
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/source"
git archive HEAD | tar -x -C "$work/source"

for platform in $PLATFORMS; do
	os=${platform%/*} arch=${platform#*/}
	it=${name}_${os}_${arch}
	exe=
	if [ "$os" = windows ]; then exe=.exe; fi
	mkdir "$work/$it"
	(cd "$work/source" && cp -R LICENSE README.md PRIVACY.md .env.example docs deploy "$work/$it")
	GOOS=$os GOARCH=$arch go build -C "$work/source" -trimpath -buildvcs=false \
		-ldflags "-s -w -buildid= -X main.version=$VERSION -X main.commit=$COMMIT" \
		-o "$work/$it/onrecord$exe" ./cmd/onrecord
	tar -c -C "$work" --format=ustar --sort=name --mtime="@$epoch" --owner=0 --group=0 --numeric-owner "$it" |
		gzip -9 -n > "dist/$it.tar.gz"
	# It notes the time, which is nobody's business here.
	go run -trimpath github.com/CycloneDX/cyclonedx-gomod/cmd/cyclonedx-gomod@v1.9.0 \
		bin -json -noserial -std -version "${VERSION:-$COMMIT}" "$work/$it/onrecord$exe" |
		sed '/^    "timestamp": /d' > "dist/$it.cdx.json"
done

git -c tar.umask=0022 archive HEAD | gzip -9 -n > "dist/${name}_image.tar.gz"
(cd dist && sha256sum -- * > SHA256SUMS)
# Nothing of it is committed.
echo '*' > dist/.gitignore
