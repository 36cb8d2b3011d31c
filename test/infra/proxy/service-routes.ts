import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AccessTools, createAccessService } from '@diachi/access-service';
import { queueBoardRoute } from '@diachi/cluster';
import { createPortalService, type PortalTools } from '@diachi/portal-service';
import { createUploadService, type UploadServiceTools } from '@diachi/upload-service';
import { createWebApp, type Route, type WebAppTools } from '@diachi/web';

export type ServiceName = 'access' | 'portal' | 'upload';

/** What each service answers. The web's own addresses are the portal's, since every service has them. */
export type ServiceRoutes = Readonly<Record<ServiceName, readonly Route[]>>;

/** Asks the services themselves, made of tools that nobody uses. */
export function serviceRoutes(): ServiceRoutes {
  const folder = mkdtempSync(join(tmpdir(), 'diachi-routes-'));
  // Not earlier: folders for uploads are made a moment after the service.
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

  const own = createWebApp(unused<WebAppTools>({ routes: [], operatorToken: null })).routes;
  return {
    access: createAccessService(unused<AccessTools>({})).routes,
    portal: [...createPortalService(unused<PortalTools>({})).routes, ...own],
    upload: [
      ...createUploadService(unused<UploadServiceTools>({ dataFolder: folder, incomingFolder: folder })).routes,
      queueBoardRoute({ handle: () => undefined }),
    ],
  };
}

/** Tools of which anything may be asked, and nothing comes of it: a list of routes is made without using them. */
const unused = <Tools extends object>(given: Partial<Tools>): Tools => new Proxy(given, { get: getUnused }) as Tools;

function getUnused(given: object, name: string | symbol): unknown {
  if (name in given) return Reflect.get(given, name);
  // Optional tools are left out, and nothing here can be waited for.
  return typeof name === 'symbol' || name === 'then' || name === 'clock' ? undefined : nothing;
}

const nothing: unknown = new Proxy(() => nothing, { get: getUnused });
