#!/usr/bin/env bash
# Packs the secrets of a cluster into one file that opens only with a passphrase, to be kept apart from the machine and from the backups.
# Usage: infra/backup/keep-secrets.sh FILE [FOLDER]     Open again: infra/backup/keep-secrets.sh --open FILE FOLDER
# The passphrase is asked for, or read from the file that PASSPHRASE_FILE names.
set -euo pipefail
umask 077
here=$(cd "$(dirname "$0")" && pwd)
cipher=(openssl enc -aes-256-cbc -pbkdf2 -iter 600000 -salt)
[ -z "${PASSPHRASE_FILE:-}" ] || cipher+=(-pass "file:$PASSPHRASE_FILE")

if [ "${1:-}" = --open ]; then
  mkdir -p "${3:?Say into which folder}"
  # Whole or not at all: a wrong passphrase leaves nothing.
  opened=$(mktemp -d)
  trap 'rm -rf "$opened"' EXIT
  "${cipher[@]}" -d -in "${2:?Say which file}" -out "$opened/secrets.tar"
  tar --extract --file "$opened/secrets.tar" --directory "$3"
else
  file=${1:?Say into which file}
  folder=${2:-"$here/../compose/secrets"}
  tar --create --directory "$folder" . | "${cipher[@]}" -out "$file.new"
  mv "$file.new" "$file"
  printf 'The secrets are in %s. Keep it, and its passphrase, in two different places.\n' "$file"
fi
