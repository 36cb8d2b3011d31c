import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const PROXY_FOLDER = join(import.meta.dirname, '..', '..', 'infra', 'proxy');

export type ProxyOptions = {
  /** Where the rendered files go, and what nginx writes. */
  readonly folder: string;
  /** As nginx's `listen` takes it: `127.0.0.1:8080`. With TLS, where plain http is led to TLS. */
  readonly listen: string;
  /** The inner door, for the operator. */
  readonly insideListen: string;
  /** `host:port` of each server of each service. */
  readonly upload: readonly string[];
  readonly access: readonly string[];
  readonly portal: readonly string[];
  /** Without it, plain http. */
  readonly tls?: {
    readonly listen: string;
    /** PEM files. */
    readonly certificate: string;
    readonly key: string;
    /** `:8443`, when readers do not come to 443. */
    readonly portSuffix?: string;
  };
  /** More values of the templates, by their names. */
  readonly values?: Readonly<Record<string, string>>;
};

/** Fills in the templates of infra/proxy as the entry point of the nginx image does. Answers the file to start nginx with. */
export async function renderProxy(options: ProxyOptions): Promise<string> {
  const { folder } = options;
  const values = { ...(await defaultValues()), ...valuesOf(options), ...options.values };
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(PROXY_FOLDER)) {
    if (!name.endsWith('.template')) continue;
    const template = await readFile(join(PROXY_FOLDER, name), 'utf8');
    await writeFile(join(folder, name.replace(/\.template$/, '')), fillIn(template, values));
  }
  return join(folder, 'nginx.conf');
}

/** Puts values in place of `${NAME}`. What has no value stays, as envsubst leaves it. */
const fillIn = (template: string, values: Readonly<Record<string, string>>): string =>
  template.replaceAll(/\$\{(\w+)\}/g, (written, name: string) => values[name] ?? written);

/** The values that infra/proxy/proxy.env gives. */
async function defaultValues(): Promise<Record<string, string>> {
  const written = await readFile(join(PROXY_FOLDER, 'proxy.env'), 'utf8');
  return Object.fromEntries(
    [...written.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]),
  );
}

function valuesOf({ folder, listen, insideListen, upload, access, portal, tls }: ProxyOptions): Record<string, string> {
  return {
    PROXY_FOLDER,
    PROXY_OUTPUT: folder,
    PROXY_TEMP: folder,
    PROXY_WORKERS: '2',
    PROXY_LISTEN: listen,
    PROXY_INSIDE_LISTEN: insideListen,
    PROXY_ACCESS_LOG: join(folder, 'access.log'),
    PROXY_ERROR_LOG: join(folder, 'error.log'),
    UPLOAD_SERVERS: serverLines(upload),
    ACCESS_SERVERS: serverLines(access),
    PORTAL_SERVERS: serverLines(portal),
    PROXY_MODE: tls ? 'tls' : 'plain',
    ...(tls && {
      PROXY_TLS_LISTEN: tls.listen,
      PROXY_TLS_SUFFIX: tls.portSuffix ?? '',
      PROXY_CERTIFICATE: tls.certificate,
      PROXY_CERTIFICATE_KEY: tls.key,
    }),
  };
}

const serverLines = (servers: readonly string[]) =>
  servers.map((server) => `server ${server} max_fails=2 fail_timeout=30s;`).join(' ');
