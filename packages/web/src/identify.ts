import { createHash, timingSafeEqual } from 'node:crypto';
import { Failure } from '@diachi/domain';
import type { AccessToken, People } from '@diachi/ports';
import type { Request } from 'express';
import { accessTokenHash, roleByScopes } from './access-tokens.ts';
import { isFromOtherSite } from './check-forgery.ts';
import { chooseLanguage } from './choose-language.ts';
import type { ReadingRooms } from './reading-rooms.ts';
import { csrfTokenOf, hashToken, readSessionToken } from './session-cookie.ts';
import type { Visitor } from './visitor.ts';

export type IdentifyTools = {
  readonly people: People;
  /** Null when no program may act as the operator. */
  readonly operatorToken: string | null;
  readonly readingRooms: ReadingRooms;
  readonly clock: () => Date;
};

export type Identified = {
  readonly visitor: Visitor;
  /** A browser's cookie says who asks: then forgery has to be thought of. */
  readonly hasSession: boolean;
  /** What says who asks; null when a cookie does, or nobody is known. */
  readonly token: AccessToken | null;
};

/**
 * Who asks, and where they are a member or are sitting. Whoever sends an access token asks as the person it was made by, as far as its
 * scopes reach. Fails with `access.bad-token` when a bearer token is wrong, and as the catalogue does: someone we cannot recognise now
 * is not therefore a reader.
 */
export async function identify(tools: IdentifyTools, request: Request): Promise<Identified> {
  const language = chooseLanguage(request);
  const nobody: Visitor = { role: 'reader', library: null, name: null, personId: null, csrfToken: '', language };

  const bearer = /^Bearer +(.*)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (bearer !== undefined) {
    if (tools.operatorToken && isSame(bearer.trim(), tools.operatorToken)) {
      return { visitor: { ...nobody, role: 'operator', name: 'operator' }, hasSession: false, token: null };
    }
    return bearing(tools, request, nobody, bearer.trim());
  }

  const room = isFromOtherSite(request) ? null : tools.readingRooms(request.ip);
  const token = readSessionToken(request);
  const person = token && (await tools.people.session(hashToken(token), tools.clock().toISOString()));
  if (!token || !person) return { visitor: { ...nobody, library: room }, hasSession: false, token: null };
  const { role, library, name, id } = person;
  return {
    visitor: { role, library: library ?? room, name, personId: id, csrfToken: csrfTokenOf(token), language },
    hasSession: true,
    token: null,
  };
}

async function bearing(tools: IdentifyTools, request: Request, nobody: Visitor, written: string): Promise<Identified> {
  const hash = accessTokenHash(written);
  const used = hash && (await tools.people.tokens.use(hash, tools.clock().toISOString()));
  if (!used) throw new Failure('invalid', 'access.bad-token', 'That access token is not valid.');
  const { person, token } = used;
  const visitor: Visitor = {
    ...nobody,
    role: roleByScopes(person.role, token.scopes),
    library: person.library ?? tools.readingRooms(request.ip),
    name: person.name,
    personId: person.id,
  };
  return { visitor, hasSession: false, token };
}

// Compared by their digests, which have one length, so that the time taken tells nothing.
const isSame = (one: string, other: string) =>
  timingSafeEqual(createHash('sha256').update(one).digest(), createHash('sha256').update(other).digest());
