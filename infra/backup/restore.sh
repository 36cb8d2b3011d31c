#!/usr/bin/env bash
# Brings a library back into EMPTY servers (DATABASE_URL, S3_*): objects first, each checked, then the catalogue; then reads all of it
# again and compares. Usage: infra/backup/restore.sh [NAME]   (default: the newest whole backup)
#
# Stop every process of the library before, and run set-up after. Broken off, it can be started again as long as the database is empty.
# Exit code 4: nothing was done, because the servers are not empty, or something could not be brought back; the log says what.
set -euo pipefail
cd "$(dirname "$0")/../.."
read -ra program <<<"${BACKUP_COMMAND:-docker compose --project-directory infra/compose run --rm backup node dist/main.js}"

exec "${program[@]}" restore "$@"
