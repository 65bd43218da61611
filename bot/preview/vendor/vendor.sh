#!/bin/sh
# Makes page/discord.js, Discord's look as web components, of the packages that package-lock.json
# names by their hashes, and checks the types of page/page.js. It needs Node.js 20 and npm.
# The same versions give the same bytes.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp package.json package-lock.json components.js "$work"
cd "$work"
npm ci --silent --no-audit --no-fund
cd - >/dev/null
"$work/node_modules/.bin/tsc" --noEmit --allowJs --checkJs --strict --target es2022 --module esnext \
	--lib es2023,dom,dom.iterable --types "" ../page/page.js ../page/markdown.js
if [ "${1:-}" = check ]; then
	exit
fi
cd "$work"
./node_modules/.bin/esbuild components.js --bundle --minify --legal-comments=none --format=iife --log-level=warning \
	--banner:js="/* @skyra/discord-components-core (MIT), lit and @lit/* (BSD-3-Clause); licences in discord.LICENSES.txt. Made by vendor.sh. */" \
	--outfile=discord.js
cd - >/dev/null
cp "$work/discord.js" ../page/discord.js
