#!/usr/bin/env bash
# @peculiar/x509 2.2.0: an attribute of a name given as a plain string in JSON is not taken as that text but read in the
# notation of RFC 4514 §2.4, where a leading # begins an encoding in hexadecimal digits. The name of an organisation
# that begins so, which a certificate of ETSI EN 319 412-3 may carry, cannot be issued as plain text: it throws. Given
# with its type ({ utf8String }) the same text comes back as it was.
# Guessed: JSON is data, and the text comes back escaped. Seen: it throws a TypeError.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact @peculiar/x509@2.2.0 reflect-metadata@0.2.2
cat >look.mjs <<'CODE'
import 'reflect-metadata'
import { Name } from '@peculiar/x509'
const read = (value) => {
  try {
    return new Name(new Name([{ O: [value] }]).toArrayBuffer()).getField('O').join()
  } catch (error) {
    return `throws ${error.constructor.name}`
  }
}
const text = '#1 Betaltjanster'
console.log([read('Example AB'), read(text), read({ utf8String: text })].join(' | '))
CODE
seen=$(node look.mjs)
expected='Example AB | throws TypeError | #1 Betaltjanster'
printf 'seen: %s\n' "$seen"
[ "$seen" = "$expected" ] || { printf 'expected: %s\n' "$expected"; exit 1; }
