import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { backupSettings } from '@diachi/backup';
import { PROCESSES, setUpSettings } from '@diachi/cluster';
import { allJobs } from '@diachi/jobs';
import { parse, readConfig } from '@diachi/process';
import { describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { readComposeFile } from '../compose/compose-file.ts';
import { faultsOfEnvironment, PROCESS_NAMES, readBy } from '../process-settings.ts';
import {
  KUBERNETES_FOLDER,
  type Kustomization,
  type Labels,
  type Manifest,
  podOf,
  readManifests,
  render,
} from './manifests.ts';

const base = await readManifests('base');
const servers = await readManifests('servers');
const scalers = await readManifests('autoscaling');
const all = [...base, ...servers];
const withPods = all.filter((manifest) => podOf(manifest));
const settings =
  base.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'diachi-settings')?.data ?? {};
const overlays = ['base', 'servers', 'autoscaling', 'overlays/small', 'overlays/province'];
const readKustomization = async (folder: string) =>
  parseYaml(await readFile(join(KUBERNETES_FOLDER, folder, 'kustomization.yaml'), 'utf8')) as Kustomization;
const named = (name: string) => base.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === name);
const containerOf = (manifest: Manifest | undefined) => {
  const container = manifest && podOf(manifest)?.spec.containers[0];
  if (!container) throw new Error('there is no such Deployment');
  return container;
};
/** The labels by which an object finds its pods. */
const selectorOf = ({ kind, spec }: Manifest): Labels | undefined => {
  const selector = spec?.selector;
  if (!selector) return undefined;
  return kind === 'Service' ? (selector as Labels) : (selector as { readonly matchLabels?: Labels }).matchLabels;
};
/** What a container's variables come to, secrets left out. */
const valuesOf = (manifest: Manifest) =>
  (containerOf(manifest).env ?? []).map(({ name, value, valueFrom }) => ({
    name,
    value: value ?? settings[valueFrom?.configMapKeyRef.key ?? ''],
  }));

// There is no Kubernetes in the tests: nothing here says that a manifest was applied.
describe('the Kubernetes manifests, parsed and not applied', () => {
  test('there is a Deployment for each process, and for the proxy', () => {
    const names = base.filter(({ kind }) => kind === 'Deployment').map(({ metadata }) => metadata.name);

    expect(names.toSorted()).toEqual([...PROCESS_NAMES, 'proxy'].toSorted());
  });

  test.each(overlays)('everything %s is made of is there', async (folder) => {
    for (const resource of (await readKustomization(folder)).resources) {
      const path = join(KUBERNETES_FOLDER, folder, resource);
      await access(resource.endsWith('.yaml') ? path : join(path, 'kustomization.yaml'));
    }
  });

  test.each(PROCESS_NAMES)('%s is given what it needs and nothing it does not read, in values it can use', (name) => {
    const manifest = named(name);
    if (!manifest) throw new Error(`${name} has no Deployment`);
    const values = valuesOf(manifest);
    const plain = values.filter((each) => !each.name.endsWith('_FILE'));
    // In place of what the files hold.
    const secret = { DATABASE_URL: 'postgres://a:b@c/d', REDIS_URL: 'redis://a', MEILI_KEY: 'k'.repeat(40) };
    const keys = { S3_ACCESS_KEY: 'k'.repeat(9), S3_SECRET_KEY: 'k'.repeat(40), OPERATOR_TOKEN: 'k'.repeat(40) };

    expect(
      faultsOfEnvironment(
        name,
        values.map((each) => each.name),
      ),
    ).toEqual([]);
    expect(plain.filter(({ value }) => value === undefined)).toEqual([]);
    const env = Object.fromEntries(plain.map((each) => [each.name, each.value]));
    expect(() => readConfig(readBy(name), { ...secret, ...keys, ...env })).not.toThrow();
  });

  test.each([
    { kind: 'Job', settings: setUpSettings, needed: ['DATABASE_URL', 'S3_ENDPOINT', 'REDIS_URL', 'MEILI_KEY'] },
    { kind: 'CronJob', settings: backupSettings, needed: ['DATABASE_URL', 'S3_ENDPOINT', 'BACKUP_FOLDER'] },
  ])('a command, as $kind, is given what it needs and only what it reads', ({ kind, settings: listed, needed }) => {
    const job = base.find((manifest) => manifest.kind === kind);
    const read = new Set(Object.values(listed).map(({ env }) => env));
    const given = job ? valuesOf(job).map(({ name }) => name.replace(/_FILE$/, '')) : [];

    expect(given.filter((name) => !read.has(name))).toEqual([]);
    expect(given).toEqual(expect.arrayContaining(needed));
  });

  test.each(withPods.map((manifest) => ({ name: `${manifest.kind} ${manifest.metadata.name}`, manifest })))(
    '$name has no rights, writes nowhere but where it must, and has limits',
    ({ manifest }) => {
      const { spec } = podOf(manifest) ?? {};
      const container = containerOf(manifest);

      expect(spec?.automountServiceAccountToken).toBe(false);
      expect(spec?.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
      expect(spec?.securityContext['runAsUser']).toBeGreaterThan(0);
      expect(container.securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
      expect(container.resources.limits['memory']).toMatch(/^\d+(Mi|Gi)$/);
      expect(container.resources.requests).toMatchObject({ cpu: expect.anything(), memory: expect.anything() });
      const claims = manifest.spec?.volumeClaimTemplates?.map(({ metadata }) => metadata.name) ?? [];
      const volumes = [...(spec?.volumes.map(({ name }) => name) ?? []), ...claims];
      expect(volumes).toEqual(expect.arrayContaining(container.volumeMounts.map(({ name }) => name)));
    },
  );

  test.each(PROCESS_NAMES)(
    '%s is asked whether it lives and whether it can be given work, and has time to end',
    (name) => {
      const container = containerOf(named(name));
      const health = container.ports?.find((port) => port.name === 'health')?.containerPort;
      const stopWithin = container.env?.find((each) => each.name === 'STOP_WITHIN')?.value ?? '';
      const grace = podOf(named(name) as Manifest)?.spec.terminationGracePeriodSeconds ?? 0;

      expect(health).toBe(9100);
      expect(container.livenessProbe?.httpGet).toEqual({ path: '/healthz', port: 'health' });
      expect(container.startupProbe?.httpGet).toEqual({ path: '/healthz', port: 'health' });
      expect(container.readinessProbe?.httpGet).toEqual({ path: '/readyz', port: 'health' });
      expect(grace * 1_000).toBeGreaterThanOrEqual(parse.duration(stopWithin) + 10_000);
    },
  );

  test('what is put together of an upload has room, for two of the largest at once', () => {
    const limits = [
      ...JSON.stringify(podOf(named('upload') as Manifest)).matchAll(/(?:sizeLimit|ephemeral-storage)":"(\d+)Gi"/g),
    ];
    const most = parse.size(settings['MAX_FILE_SIZE'] ?? '');

    expect(limits).toHaveLength(3);
    for (const [, gibibytes] of limits) expect(Number(gibibytes) * 2 ** 30).toBeGreaterThan(2 * most);
  });

  test('every selector finds the pods it means', () => {
    const pods = all.flatMap((manifest) => podOf(manifest) ?? []).map((pod) => pod.metadata.labels);
    const finds = (labels: Readonly<Record<string, string>>) =>
      pods.some((pod) => Object.entries(labels).every(([label, value]) => pod[label] === value));
    for (const manifest of all) {
      const { kind, metadata } = manifest;
      const labels = selectorOf(manifest);
      if (labels) expect([`${kind} ${metadata.name}`, finds(labels)]).toEqual([`${kind} ${metadata.name}`, true]);
    }
    for (const manifest of all.filter(({ kind }) => /^(Deployment|StatefulSet)$/.test(kind))) {
      expect(podOf(manifest)?.metadata.labels).toMatchObject(selectorOf(manifest) ?? { none: 'given' });
    }
  });

  test('a service is found at the port it listens at', () => {
    for (const [name, described] of Object.entries(PROCESSES)) {
      if (described.kind !== 'service') continue;
      const service = base.find(({ kind, metadata }) => kind === 'Service' && metadata.name === name);
      expect(service?.spec?.ports).toMatchObject([{ port: described.port, targetPort: 'http' }]);
      expect(containerOf(named(name)).ports).toContainEqual({ name: 'http', containerPort: described.port });
    }
  });

  test('upload reaches the repositories it harvests on the internet, and nothing of the network around it by that', () => {
    const { spec } =
      all.find(({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === 'repositories') ?? {};

    expect(spec).toMatchObject({ podSelector: { matchLabels: { app: 'upload' } }, policyTypes: ['Egress'] });
    const [rule] = spec?.egress ?? [];
    expect(rule?.ports?.map(({ port }) => port)).toEqual(expect.arrayContaining([80, 443]));
    const blocks = (rule?.to ?? []).map(({ ipBlock }) => ipBlock);
    expect(blocks.map((block) => block?.cidr)).toEqual(['0.0.0.0/0', '2000::/3']);
    const nets = ['10.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'];
    expect(blocks[0]?.except).toEqual(expect.arrayContaining(nets));
  });

  test('a service may lose a machine, and a person may not take its last pod', () => {
    for (const name of ['upload', 'access', 'portal', 'proxy']) {
      expect(named(name)?.spec?.replicas).toBeGreaterThanOrEqual(2);
      expect(
        base.filter(({ kind, metadata }) => kind === 'PodDisruptionBudget' && metadata.name === name),
      ).toHaveLength(1);
    }
  });

  test('images have a version where they are listed, the same as in the compose file', async () => {
    const listed = [
      ...((await readKustomization('base')).images ?? []),
      ...((await readKustomization('servers')).images ?? []),
    ];
    const used = new Set(withPods.map((manifest) => containerOf(manifest).image));
    const compose = Object.values((await readComposeFile()).services).map(({ image }) => image);

    expect(listed.map(({ name }) => name).toSorted()).toEqual([...used].toSorted());
    for (const { name, newTag } of listed.filter((image) => !image.name.startsWith('diachi/'))) {
      expect(compose).toContain(`${name}:${newTag}`);
    }
  });

  test('every secret that is mounted is in the example, which has no real one', async () => {
    const example = parseYaml(await readFile(join(KUBERNETES_FOLDER, 'secrets.example.yaml'), 'utf8'));
    const mounted = withPods.flatMap(
      (manifest) =>
        podOf(manifest)?.spec.volumes.flatMap(({ secret }) => secret?.items.map(({ key }) => key) ?? []) ?? [],
    );
    const made = Object.keys((await readComposeFile()).secrets);

    expect(Object.keys(example.stringData)).toEqual(expect.arrayContaining(mounted));
    expect(Object.keys(example.stringData).toSorted()).toEqual(made.toSorted());
    for (const value of Object.values(example.stringData)) expect(value).toMatch(/PASSWORD|KEY|make-secrets/);
  });

  test('a process reads only secrets that are mounted for it, and none are for others', () => {
    for (const manifest of base.filter((each) => podOf(each) && each.metadata.name !== 'proxy')) {
      const read = (containerOf(manifest).env ?? []).flatMap(
        ({ value }) => /^\/run\/secrets\/(\w+)$/.exec(value ?? '')?.[1] ?? [],
      );
      const mounted = podOf(manifest)
        ?.spec.volumes.find(({ secret }) => secret)
        ?.secret?.items.map(({ key }) => key);

      expect([manifest.metadata.name, read.toSorted()]).toEqual([manifest.metadata.name, mounted?.toSorted()]);
    }
  });

  test('workers are scaled by jobs there are, as the metric names them', () => {
    const jobs = allJobs.map(({ name }) => name);

    for (const { metadata, spec } of scalers) {
      // Only what a worker could start: blocked steps wait for others.
      const asked = /^max\(diachi_queue_steps\{job="([\w-]+)",state="waiting"\}\)$/;
      expect(jobs).toContain(asked.exec(spec?.triggers?.[0]?.metadata['query'] ?? '')?.[1]);
      expect(spec?.scaleTargetRef?.name).toBe(metadata.name);
      expect(PROCESSES[metadata.name as keyof typeof PROCESSES].kind).toBe('worker');
    }
    expect(scalers.map(({ metadata }) => metadata.name)).toEqual(['intake', 'ocr', 'thumbnails', 'pdf']);
  });
});

describe('what kustomize makes of the overlays, rendered and not applied', () => {
  test.each(['overlays/small', 'overlays/province'])('%s is whole', async (overlay) => {
    const rendered = await render(overlay);
    if (rendered === null) return;

    const names = rendered.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    expect(new Set(names).size).toBe(names.length);
    for (const manifest of rendered.filter((each) => podOf(each))) {
      expect(containerOf(manifest).image).toMatch(/:[\w.-]*\d[\w.-]*$/);
      for (const { name, valueFrom } of containerOf(manifest).env ?? []) {
        const key = valueFrom?.configMapKeyRef.key;
        const given = rendered.find(({ metadata }) => metadata.name === 'diachi-settings')?.data;
        if (key) expect([name, typeof given?.[key]]).toEqual([name, 'string']);
      }
    }
    expect(rendered.filter(({ kind }) => kind === 'StatefulSet').length).toBe(overlay.endsWith('small') ? 4 : 0);
    expect(rendered.filter(({ kind }) => kind === 'ScaledObject').length).toBe(overlay.endsWith('small') ? 0 : 4);
  });
});
