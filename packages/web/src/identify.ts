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

  const room = isFromOtherSite(request) ? null : tools.readingRooms(request.ip);
  // A program that forgot its token means to ask as somebody.
  const bearer = /^Bearer(?: +(.*))?$/i.exec(request.headers.authorization ?? '');
  if (bearer) {
    const written = (bearer[1] ?? '').trim();
    const hash = accessTokenHash(written);
    // What has the form of a person's token is one, whatever the operator chose: from outside it is handed on.
    if (hash === null && tools.operatorToken && isSame(written, tools.operatorToken)) {
      return { visitor: { ...nobody, role: 'operator', name: 'operator' }, hasSession: false, token: null };
    }
    return bearing(tools, { ...nobody, library: room }, hash);
  }

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

async function bearing(tools: IdentifyTools, nobody: Visitor, hash: string | null): Promise<Identified> {
  const used = hash && (await tools.people.tokens.use(hash, tools.clock().toISOString()));
  if (!used) throw new Failure('invalid', 'access.bad-token', 'That access token is not valid.');
  const { person, token } = used;
  const visitor: Visitor = {
    ...nobody,
    role: roleByScopes(person.role, token.scopes),
    library: person.library ?? nobody.library,
    name: person.name,
    personId: person.id,
  };
  return { visitor, hasSession: false, token };
}

// Compared by their digests, which have one length, so that the time taken tells nothing.
const isSame = (one: string, other: string) =>
  timingSafeEqual(createHash('sha256').update(one).digest(), createHash('sha256').update(other).digest());
