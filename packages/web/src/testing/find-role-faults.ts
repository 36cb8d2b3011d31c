import { mayActAs, ROLES, type Role } from '@diachi/domain';
import type { Route } from '../route.ts';

/** The headers with which each role calls: nothing for a reader, a cookie and its token, or the operator's token. */
export type RoleCallers = Readonly<Record<Role, Readonly<Record<string, string>>>>;

/**
 * Calls every route of a served app in every role, with nothing useful in path or body, and tells in a sentence each where
 * somebody comes in who may not, or is kept out who may. Sign-outs come last, because they end the callers' sessions.
 */
export async function findRoleFaults(
  origin: string,
  routes: readonly Route[],
  callers: RoleCallers,
): Promise<readonly string[]> {
  const isSignOut = ({ path, method }: Route) => path.endsWith('/session/end') || method === 'delete';
  const ordered = routes.toSorted((one, other) => Number(isSignOut(one)) - Number(isSignOut(other)));
  const faults: string[] = [];
  for (const route of ordered) {
    for (const role of ROLES) {
      const { status, code } = await call(origin, route, callers[role]);
      const isKeptOut = code === 'access.sign-in-needed' || code === 'access.not-allowed';
      const mayEnter = mayActAs(role, route.role);
      const name = `${route.method.toUpperCase()} ${route.path}`;
      if (mayEnter && (isKeptOut || code === 'access.forged-request'))
        faults.push(`${name} keeps ${role} out: ${code}`);
      if (!mayEnter && !isKeptOut) faults.push(`${name} lets ${role} in: ${status}`);
      if (!mayEnter && status !== (role === 'reader' ? 401 : 403))
        faults.push(`${name} answers ${role} with ${status}`);
    }
  }
  return faults;
}

/** Calls routes with these headers, with nothing useful in path or body, and tells which of them do not answer 403 as problems do. */
export async function findOpenTo(
  origin: string,
  routes: readonly Route[],
  headers: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const open: string[] = [];
  for (const route of routes) {
    const { status, code } = await call(origin, route, headers);
    if (status !== 403 || !code?.startsWith('access.')) open.push(`${route.method} ${route.path}: ${status} ${code}`);
  }
  return open;
}

async function call(origin: string, { method, path, body }: Route, headers: Readonly<Record<string, string>>) {
  const verb = method === 'all' ? 'PATCH' : method.toUpperCase();
  const address = path.replace(/\{[^}]*\}/g, '/x').replace(/[:*]\w+/g, 'x');
  const isForm = body === 'form';
  const type = isForm ? 'application/x-www-form-urlencoded' : 'application/json';
  const leaving = new AbortController();
  const response = await fetch(origin + address, {
    method: verb,
    headers: { Accept: 'application/json', ...(verb === 'GET' ? {} : { 'Content-Type': type }), ...headers },
    ...(verb === 'GET' ? {} : { body: isForm ? '' : '{}' }),
    redirect: 'manual',
    signal: leaving.signal,
  });
  const isProblem = (response.headers.get('content-type') ?? '').includes('problem+json');
  const { code } = isProblem ? ((await response.json()) as { code?: string }) : {};
  // Some answers never end.
  leaving.abort();
  return { status: response.status, code };
}
