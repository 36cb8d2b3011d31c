#!/usr/bin/env bash
# Makes the user by which processes know MinIO, or gives it its key and its rights again: objects of the two buckets, and nothing else. Run
# with MinIO's own `mc`, where S3_ENDPOINT is its address, SECRETS_FOLDER has the keys and POLICY_FILE says the rights.
set -euo pipefail

secret() { cat "${SECRETS_FOLDER:-/run/secrets}/$1"; }

export MC_CONFIG_DIR="${MC_CONFIG_DIR:-/tmp/mc}"
# Keys come in through the environment and the standard input: an argument could be seen by everybody on the machine.
scheme="${S3_ENDPOINT%%://*}"
MC_HOST_store="$scheme://$(secret s3_admin_access_key):$(secret s3_admin_secret_key)@${S3_ENDPOINT#*://}"
export MC_HOST_store

mc admin policy create store diachi "${POLICY_FILE:-/store/policy.json}"
printf '%s\n%s\n' "$(secret s3_access_key)" "$(secret s3_secret_key)" | mc admin user add store
mc admin policy attach store diachi --user "$(secret s3_access_key)"
