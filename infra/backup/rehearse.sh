#!/usr/bin/env bash
# Proves that the newest backup brings the library back: restores it into empty servers that are nobody's, compares everything, and says
# how it went and how long it took. Exit code 0 only when nothing is missing and every byte is right. For a timer, each month.
#
# Without BACKUP_COMMAND it starts a PostgreSQL and an S3 server of its own beside the library (rehearsal.compose.yaml), and ends them.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)

if [ -z "${BACKUP_COMMAND:-}" ]; then
  compose="docker compose --project-name diachi-rehearsal --file $here/rehearsal.compose.yaml"
  trap '$compose down --volumes --timeout 5' EXIT
  $compose down --volumes --timeout 5
  $compose up --detach --wait postgres minio
  export BACKUP_COMMAND="$compose run --rm backup node dist/main.js"
fi

began=$(date +%s)
code=0
"$here/restore.sh" "$@" || code=$?
took=$(($(date +%s) - began))
if [ "$code" = 0 ]; then
  printf 'REHEARSAL: the backup brings the library back, %s seconds.\n' "$took"
else
  printf 'REHEARSAL FAILED with exit code %s after %s seconds; what is above says why.\n' "$code" "$took" >&2
fi
exit "$code"
