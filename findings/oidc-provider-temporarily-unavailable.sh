#!/usr/bin/env bash
# oidc-provider 9.13.3: its error class for `temporarily_unavailable` carries status 400, so an authorization server
# that throws it because its own store is away tells the client that the client's request was wrong. RFC 6749 §4.1.2.1
# knows the code for the way back to the client, where no status can be sent; at the token endpoint 503 says it.
# It has no class for `server_error` that could be thrown instead.
# Guessed: 503, or 500. Seen: 400.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact oidc-provider@9.13.3
cat >look.mjs <<'CODE'
import { errors } from 'oidc-provider'
const { error, statusCode } = new errors.TemporarilyUnavailable('the store is away')
console.log(`${error} ${statusCode}, ServerError: ${typeof errors.ServerError}`)
CODE
seen=$(node look.mjs 2>/dev/null)
expected='temporarily_unavailable 400, ServerError: undefined'
printf 'seen: %s\n' "$seen"
[ "$seen" = "$expected" ] || { printf 'expected: %s\n' "$expected"; exit 1; }
