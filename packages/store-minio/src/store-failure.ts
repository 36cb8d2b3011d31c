import { Failure } from '@diachi/domain';
import { Refusal } from './refusal.ts';

const FULL = new Set([
  'XMinioStorageFull',
  'XMinioAdminBucketQuotaExceeded',
  'QuotaExceeded',
  'InsufficientStorage',
  'InsufficientCapacity',
]);
const KEYS = new Set([
  'AccessDenied',
  'InvalidAccessKeyId',
  'SignatureDoesNotMatch',
  'AllAccessDisabled',
  'AccountProblem',
]);
const REGION = new Set(['AuthorizationHeaderMalformed', 'PermanentRedirect', 'TemporaryRedirect', 'MovedPermanently']);

/** `store.full` or `store.unavailable`, with what an administrator should look at. `server` is its address. */
export function storeFailure(server: string, thrown: Error): Failure {
  const reason = reasonOf(thrown);
  const options = { cause: thrown, details: { server, reason } };
  if (thrown instanceof Refusal && (thrown.status === 507 || FULL.has(thrown.code ?? ''))) {
    const message = `The S3 server ${server} has no room (${reason}). Give it more, or raise the quota of the bucket; work then goes on.`;
    return new Failure('unavailable', 'store.full', message, options);
  }
  const message = `The S3 server ${server} cannot be used (${reason}). ${adviceFor(thrown)}`;
  return new Failure('unavailable', 'store.unavailable', message, options);
}

function reasonOf(thrown: Error): string {
  if (thrown instanceof Refusal) return thrown.code ?? String(thrown.status);
  return 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : thrown.message;
}

function adviceFor(thrown: Error): string {
  if (!(thrown instanceof Refusal))
    return 'Check that it runs, that this machine reaches it, and trusts its certificate if it has one.';
  const code = thrown.code ?? '';
  if (code === 'NoSuchBucket') return 'Its bucket is not there. Check the name, or set up the buckets.';
  if (code === 'RequestTimeTooSkewed') return 'Set the clocks of both machines.';
  if (REGION.has(code) || thrown.status === 301 || thrown.status === 307) return 'Check its address and region.';
  if (KEYS.has(code) || thrown.status === 401 || thrown.status === 403) {
    return 'Check the access key, the secret key, and that they may read and write both buckets.';
  }
  return 'Look at its log.';
}
