/** The servers of a cluster, by what the library calls them. */
export type ServerName = 'catalogue' | 'store' | 'queue' | 'index';

type ServiceDescription = {
  readonly kind: 'service';
  readonly needs: readonly ServerName[];
  /** Told by `/readyz`, and no reason to take the process out of use while it does not answer. */
  readonly wants: readonly ServerName[];
  readonly port: number;
  readonly healthPort: number;
  /** It writes pages for people, those of failures too. */
  readonly hasPages: boolean;
};

type WorkerDescription = {
  readonly kind: 'worker';
  readonly needs: readonly ServerName[];
  readonly wants: readonly ServerName[];
  readonly healthPort: number;
  /** Steps at once, unless a person says otherwise: one where they compute, more where they wait for servers. */
  readonly workAtOnce: number;
};

/**
 * Every process of a cluster, and all that each may know of: a server that is not listed for it is not opened by it, and its
 * settings are not read. Ports differ, so that all of them can be started on one machine as they are.
 */
export const PROCESSES = {
  upload: {
    kind: 'service',
    needs: ['catalogue', 'store', 'queue'],
    wants: ['index'],
    port: 8081,
    healthPort: 9101,
    hasPages: false,
  },
  access: {
    kind: 'service',
    needs: ['catalogue', 'store'],
    wants: ['index'],
    port: 8082,
    healthPort: 9102,
    hasPages: false,
  },
  portal: {
    kind: 'service',
    needs: ['catalogue'],
    wants: [],
    port: 8083,
    healthPort: 9103,
    hasPages: true,
  },
  intake: {
    kind: 'worker',
    needs: ['catalogue', 'store', 'queue'],
    wants: [],
    healthPort: 9111,
    workAtOnce: 1,
  },
  ocr: {
    kind: 'worker',
    needs: ['catalogue', 'store', 'queue'],
    wants: [],
    healthPort: 9112,
    workAtOnce: 1,
  },
  thumbnails: {
    kind: 'worker',
    needs: ['store', 'queue'],
    wants: [],
    healthPort: 9113,
    workAtOnce: 1,
  },
  pdf: {
    kind: 'worker',
    needs: ['catalogue', 'store', 'queue'],
    wants: [],
    healthPort: 9114,
    workAtOnce: 1,
  },
  index: {
    kind: 'worker',
    // Without the index it publishes all the same.
    needs: ['catalogue', 'store', 'queue'],
    wants: ['index'],
    healthPort: 9115,
    workAtOnce: 4,
  },
} as const satisfies Readonly<Record<string, ServiceDescription | WorkerDescription>>;

/** The same, whichever it is. */
export const processNamed = (name: ProcessName): ServiceDescription | WorkerDescription => PROCESSES[name];

export type ProcessName = keyof typeof PROCESSES;
export type WorkerName = Of<'worker'>;
export type ServiceName = Of<'service'>;

type Of<Kind> = { [Name in ProcessName]: (typeof PROCESSES)[Name]['kind'] extends Kind ? Name : never }[ProcessName];

/** The servers a process is given. */
export type ServersOf<Name extends ProcessName> =
  | (typeof PROCESSES)[Name]['needs'][number]
  | (typeof PROCESSES)[Name]['wants'][number];
