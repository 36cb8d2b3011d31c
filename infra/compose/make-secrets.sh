#!/usr/bin/env bash
# Makes every password and key of a cluster on one machine, once: what is there already is left as it is.
# Usage: infra/compose/make-secrets.sh [FOLDER]      (default: the folder secrets beside this script)
set -euo pipefail

folder=${1:-"$(cd "$(dirname "$0")" && pwd)/secrets"}
umask 077
mkdir -p "$folder"
# Containers read single files of it as a user of their own; the folder keeps everybody else on this machine out.
chmod 700 "$folder"

random() { openssl rand -hex 24 | tr -d "\n"; }

# keep NAME writes what comes in under that name, unless it is there.
keep() {
  if [ -s "$folder/$1" ]; then
    cat >/dev/null
    return
  fi
  cat >"$folder/.$1.new"
  chmod 444 "$folder/.$1.new"
  mv "$folder/.$1.new" "$folder/$1"
}

once() { random | keep "$1"; }

once operator_token
once postgres_password
once redis_secret
once s3_secret_key
once s3_admin_secret_key
once meilisearch_master_key
# Processes may use the objects of the library; only who sets up, and who backs up and restores, may make and remove buckets.
printf 'diachi' | keep s3_access_key
printf 'diachi-admin' | keep s3_admin_access_key

printf 'postgres://diachi:%s@postgres:5432/diachi' "$(cat "$folder/postgres_password")" | keep database_url
printf 'redis://:%s@redis:6379' "$(cat "$folder/redis_secret")" | keep redis_url
printf 'requirepass %s\n' "$(cat "$folder/redis_secret")" | keep redis_password
# What a key of the search server is worth follows from its master key and its id, so it is known before set-up has made it there.
search_key() {
  local hex id
  hex=$(printf 'search key\ndiachi\n%s' "$1" | openssl dgst -sha256 | sed 's/.* //')
  id="${hex:0:8}-${hex:8:4}-4${hex:13:3}-a${hex:17:3}-${hex:20:12}"
  printf '%s' "$id" | openssl dgst -sha256 -hmac "$(cat "$folder/meilisearch_master_key")" | sed 's/.* //' | tr -d '\n'
}
search_key access | keep meilisearch_search_key
search_key forget | keep meilisearch_forget_key
search_key index | keep meilisearch_write_key
printf 'master_key = "%s"\n' "$(cat "$folder/meilisearch_master_key")" | keep meilisearch_config

printf 'Secrets are in %s. Keep a copy of them somewhere else, apart from the backups.\n' "$folder"
