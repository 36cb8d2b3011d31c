import { mayActAs, type TokenScope } from '@diachi/domain';
import type { Route } from './route.ts';

const HARMLESS: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];

/** The scopes a token must have to call a route by a method. */
export const scopesFor = ({ role }: Pick<Route, 'role'>, method: string): readonly TokenScope[] => [
  HARMLESS.includes(method.toUpperCase()) ? 'read' : 'write',
  ...(mayActAs(role, 'admin') ? (['manage'] as const) : []),
];

/**
 * Whether no token is good enough for a route: where it says so, and wherever people send a form of a page. Programs have addresses of their own for what
 * such forms do, and some of them let somebody in.
 */
export const isForPeopleOnly = ({
  refusesTokens = false,
  body,
  role,
}: Pick<Route, 'refusesTokens' | 'body' | 'role'>) => refusesTokens || (body === 'form' && role !== 'reader');
