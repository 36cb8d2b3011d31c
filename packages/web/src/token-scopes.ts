import { mayActAs, type TokenScope } from '@diachi/domain';
import type { Route } from './route.ts';

const HARMLESS: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];

/** The scopes a token must have to call a route by a method. */
export const scopesFor = ({ role }: Pick<Route, 'role'>, method: string): readonly TokenScope[] => [
  HARMLESS.includes(method.toUpperCase()) ? 'read' : 'write',
  ...(mayActAs(role, 'admin') ? (['manage'] as const) : []),
];
