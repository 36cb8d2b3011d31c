import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LibraryCode, Role } from '@diachi/domain';
import type { Language } from '@diachi/messages';
import type { Catalogue } from '@diachi/ports';
import { createWebApp, type Route } from '@diachi/web';
import { onTestFinished } from 'vitest';
import { createPortalService } from '../create-portal-service.ts';
import type { PortalTools } from '../portal-tools.ts';
import { assets, library, sampleDocument, sampleReading, toCheck, workReport } from './sample.ts';

export type ServedPortal = {
  /** Who asks; a reader who has not signed in when it is not said. */
  readonly role?: Role;
  /** Where they are a member. */
  readonly member?: LibraryCode;
  /** Where they sit. */
  readonly room?: LibraryCode;
  /** Which they chose; Vietnamese when it is not said. */
  readonly language?: Language;
  /** What other services answer beside the portal. */
  readonly routes?: readonly Route[];
  readonly parts?: Partial<PortalTools>;
};

/** A portal that answers one person until the test has ended. */
export async function servedPortal({ role, member, room, language = 'vi', routes = [], parts = {} }: ServedPortal) {
  const person = role && {
    ...{ id: 1, name: 'lan', role, library: member ?? null, passwordHash: null },
    createdAt: '2026-11-20T08:00:00.000Z',
  };
  const people = { session: async () => person ?? null } as unknown as Catalogue['people'];
  const audit = { note: async () => undefined, entries: async () => [] } as unknown as Catalogue['audit'];
  const catalogue = { people, audit, libraries: async () => [library] };
  const portal = createPortalService({
    reading: sampleReading(),
    catalogue: { ...catalogue, ...toCheck, withFailure: async () => [sampleDocument()] },
    assets,
    work: async () => workReport(),
    inspection: async () => ({ last: null, state: null }),
    verification: async () => ({ last: null, state: null }),
    sources: async () => [],
    workOn: async () => ({ steps: [], forecastSeconds: null }),
    ...parts,
  });
  const silent = () => undefined;
  const { app } = createWebApp({
    routes: [...portal.routes, ...routes],
    catalogue: { ...catalogue, changeOf: async () => null, document: async () => sampleDocument() },
    operatorToken: null,
    log: { debug: silent, warn: silent, error: silent },
    pages: portal,
    readingRooms: () => room ?? null,
  });
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const cookie = [`diachi_language=${language}`, ...(role ? [`diachi_session=${'a'.repeat(43)}`] : [])].join('; ');
  const headers = { accept: 'text/html', origin: base, cookie };
  const answered = async (response: Response) => {
    const { status, headers } = response;
    return { status, headers, html: await response.text() };
  };
  const ask = async (path: string) => answered(await fetch(base + path, { headers, redirect: 'manual' }));
  return {
    ask,
    /** As a form on a page does it. */
    post: async (path: string, fields: Readonly<Record<string, string>>) => {
      const session = await fetch(`${base}/api/session`, { headers: { ...headers, accept: 'application/json' } });
      const { csrfToken: csrf } = (await session.json()) as { readonly csrfToken: string };
      const body = new URLSearchParams({ csrf, ...fields });
      return answered(await fetch(base + path, { method: 'POST', headers, body, redirect: 'manual' }));
    },
  };
}
