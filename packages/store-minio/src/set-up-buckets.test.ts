import { createHash } from 'node:crypto';
import { describe, expect, onTestFinished, test } from 'vitest';
import { findObjectServer } from '../../../test/servers/index.ts';
import { createS3 } from './s3.ts';
import { setUpBuckets } from './set-up-buckets.ts';
import type { StoreOptions } from './store-options.ts';
import { servedForTests } from './testing/served-for-tests.ts';

describe.skipIf(findObjectServer() === null)('setting up buckets', () => {
  const served = servedForTests();

  test('the buckets of a library are made, and what each keeps is told', async () => {
    const options = await served.options();

    const reports = await setUpBuckets(options);

    // MinIO removes unfinished uploads by itself, and takes no rule for it.
    const isKept = served.server().kind === 'ceph';
    expect(reports).toEqual([
      {
        bucket: options.bucket,
        versioning: 'not-wanted',
        lifecycle: [
          { rule: 'unfinished-uploads', isKept },
          { rule: 'incoming', isKept: true },
        ],
      },
      {
        bucket: `${options.bucket}-originals`,
        versioning: 'on',
        lifecycle: [
          { rule: 'unfinished-uploads', isKept },
          { rule: 'removed-originals', isKept: true },
        ],
      },
    ]);
  });

  test('ten at once, and once more, set up what one would', async () => {
    const options = await served.options();

    const reports = await Promise.all(Array.from({ length: 10 }, () => setUpBuckets(options)));
    const rules = await lifecycleOf(options);
    const again = await setUpBuckets(options);

    expect(new Set([...reports, again].map((report) => JSON.stringify(report))).size).toBe(1);
    expect(await lifecycleOf(options)).toBe(rules);
    expect(rules).toContain('<ID>diachi-incoming-60-days</ID>');
  });

  test('a rule somebody else gave a bucket stays, and one of ours that is outdated goes', async () => {
    const options = await served.options();
    await setUpBuckets(options);
    const others = ['theirs', 'diachi-incoming-90-days'].map(
      (id) =>
        `<Rule><ID>${id}</ID><Filter><Prefix>${id}/</Prefix></Filter><Status>Enabled</Status><Expiration><Days>90</Days></Expiration></Rule>`,
    );
    await putLifecycle(options, others.join(''));

    await setUpBuckets(options);

    const rules = await lifecycleOf(options);
    expect(rules).toMatch(/<ID>theirs<\/ID>[\s\S]*<Days>90<\/Days>/);
    expect(rules).toContain('<ID>diachi-incoming-60-days</ID>');
    expect(rules).not.toContain('diachi-incoming-90-days');
  });

  test('a server that cannot be reached, or does not know the keys, is a failure', async () => {
    const options = await served.options();
    const away = { kind: 'unavailable', code: 'store.unavailable' };

    await expect(setUpBuckets({ ...options, secretKey: 'not the secret key' })).rejects.toMatchObject(away);
    await expect(setUpBuckets({ ...options, endpoint: await served.closedEndpoint() })).rejects.toMatchObject(away);
  });
});

function asked(options: StoreOptions) {
  const s3 = createS3(options);
  onTestFinished(() => s3.close());
  return s3;
}

async function lifecycleOf(options: StoreOptions): Promise<string> {
  const { body } = await asked(options).ask({ method: 'GET', bucket: options.bucket, query: 'lifecycle' });
  return body.toString();
}

async function putLifecycle(options: StoreOptions, rules: string): Promise<void> {
  const body = Buffer.from(`<LifecycleConfiguration>${rules}</LifecycleConfiguration>`);
  const headers = { 'content-md5': createHash('md5').update(body).digest('base64') };
  await asked(options).ask({ method: 'PUT', bucket: options.bucket, query: 'lifecycle', headers, body });
}
