import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parseAllDocuments } from 'yaml';

export const KUBERNETES_FOLDER = join(import.meta.dirname, '..', '..', '..', 'infra', 'kubernetes');

export type Labels = Readonly<Record<string, string>>;

type Probe = { readonly httpGet?: { readonly path: string; readonly port: string } };

type Container = {
  readonly name: string;
  readonly image: string;
  readonly env?: readonly {
    readonly name: string;
    readonly value?: string;
    readonly valueFrom?: { readonly configMapKeyRef: { readonly name: string; readonly key: string } };
  }[];
  readonly ports?: readonly { readonly name: string; readonly containerPort: number }[];
  readonly startupProbe?: Probe;
  readonly livenessProbe?: Probe;
  readonly readinessProbe?: Probe;
  readonly resources: {
    readonly requests: Readonly<Record<string, string>>;
    readonly limits: Readonly<Record<string, string>>;
  };
  readonly securityContext: Readonly<Record<string, unknown>>;
  readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
};

export type PodTemplate = {
  readonly metadata: { readonly labels: Labels };
  readonly spec: {
    readonly automountServiceAccountToken: boolean;
    readonly securityContext: Readonly<Record<string, unknown>>;
    readonly terminationGracePeriodSeconds?: number;
    readonly containers: readonly Container[];
    readonly volumes: readonly {
      readonly name: string;
      readonly secret?: { readonly secretName: string; readonly items: readonly { readonly key: string }[] };
    }[];
  };
};

export type Manifest = {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly data?: Readonly<Record<string, string>>;
  readonly spec?: {
    readonly replicas?: number;
    /** Of a Service the labels themselves. */
    readonly selector?: Labels | { readonly matchLabels?: Labels };
    readonly template?: PodTemplate;
    readonly jobTemplate?: { readonly spec: { readonly template: PodTemplate } };
    readonly ports?: readonly { readonly name: string; readonly port: number; readonly targetPort: string }[];
    readonly scaleTargetRef?: { readonly name: string };
    /** Of a NetworkPolicy. */
    readonly egress?: readonly {
      readonly to?: readonly { readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] } }[];
      readonly ports?: readonly { readonly port: number | string }[];
    }[];
    readonly triggers?: readonly { readonly metadata: Readonly<Record<string, string>> }[];
    readonly volumeClaimTemplates?: readonly { readonly metadata: { readonly name: string } }[];
  };
};

export type Kustomization = {
  readonly resources: readonly string[];
  readonly images?: readonly { readonly name: string; readonly newTag: string }[];
};

/** Every object of one file. Throws on YAML that is not whole, or has a key twice. */
function parseManifests(text: string): readonly Manifest[] {
  return parseAllDocuments(text, { uniqueKeys: true }).map((document) => {
    if (document.errors.length > 0) throw document.errors[0];
    return document.toJS() as Manifest;
  });
}

/** Every object of a folder's files, its kustomization left out. */
export async function readManifests(folder: string): Promise<readonly Manifest[]> {
  const names = (await readdir(join(KUBERNETES_FOLDER, folder))).filter(
    (name) => name.endsWith('.yaml') && name !== 'kustomization.yaml',
  );
  const texts = names.map((name) => readFile(join(KUBERNETES_FOLDER, folder, name), 'utf8'));
  return (await Promise.all(texts)).flatMap(parseManifests);
}

/** Not every object has a spec: a ConfigMap has none. */
export const podOf = ({ spec }: Manifest): PodTemplate | undefined =>
  spec?.template ?? spec?.jobTemplate?.spec.template;

/** What kustomize makes of a folder; null, and said loudly, when no kubectl is installed: no distribution's CI has one. */
export async function render(folder: string): Promise<readonly Manifest[] | null> {
  try {
    const { stdout } = await promisify(execFile)('kubectl', ['kustomize', join(KUBERNETES_FOLDER, folder)]);
    return parseManifests(stdout);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'ENOENT') throw thrown;
    console.warn('kubectl is not installed: what kustomize makes of infra/kubernetes is NOT CHECKED.');
    return null;
  }
}
