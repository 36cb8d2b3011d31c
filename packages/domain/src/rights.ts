import type { AccessLevel } from './access-level.ts';
import type { Document } from './document.ts';
import type { LibraryCode } from './library.ts';
import type { DocumentRecord } from './record.ts';
import { mayActAs, type Role } from './role.ts';

/** Who is asking. */
export type Asker = {
  readonly role: Role;
  /** Where they are a member, or are sitting; null for anybody else. */
  readonly library: LibraryCode | null;
};

/** Anybody at all. */
export const EVERYONE: Asker = { role: 'reader', library: null };

/** What somebody may see of a document. Each includes those before it. */
export type Rights = {
  /** That it is there, and what the library says about it. */
  readonly record: boolean;
  /** Its words: as text, as what is found and as what is shown of it where it is found. */
  readonly text: boolean;
  /** Pictures of pages up to `SMALL_PICTURE_PX` wide. */
  readonly smallImage: boolean;
  /** Pictures of pages in every size, and parts of them. */
  readonly fullImage: boolean;
  /** Files to take home: PDF, EPUB, whole texts, packages, originals. */
  readonly download: boolean;
};

/** The widest and highest picture that is still a small one, in pixels: enough to tell what a page is, not to read it. */
export const SMALL_PICTURE_PX = 400;

type Restricted = Pick<Document, 'publishedRevision'> & {
  readonly record: Pick<DocumentRecord, 'library' | 'access' | 'embargoUntil'>;
};

/** What `asker` may see of a document on a day (`YYYY-MM-DD`). The one place that decides it; every door asks here. */
export function rightsOf({ publishedRevision, record }: Restricted, asker: Asker, today: string): Rights {
  if (mayActAs(asker.role, 'archivist')) return upTo('download');
  if (publishedRevision === 0) return NONE;
  const isAtHome = asker.library === record.library;
  return upTo(reach(isEmbargoed(record, today) ? embargoed(record.access) : record.access, isAtHome));
}

/** Whether a document is still held back on a day (`YYYY-MM-DD`): it is open from the day that is named. */
export const isEmbargoed = ({ embargoUntil }: Pick<DocumentRecord, 'embargoUntil'>, today: string): boolean =>
  embargoUntil !== null && today < embargoUntil;

/** Of anybody at all: what of a document may go into what is made for all, such as the search index. */
export const publicRights = (document: Restricted, today: string): Rights => rightsOf(document, EVERYONE, today);

const STEPS = ['record', 'text', 'smallImage', 'fullImage', 'download'] as const satisfies readonly (keyof Rights)[];

type Step = (typeof STEPS)[number];

const embargoed = (level: AccessLevel): AccessLevel => (level === 'closed' ? 'closed' : 'record');

function reach(level: AccessLevel, isAtHome: boolean): Step | null {
  if (level === 'members') return isAtHome ? 'download' : 'record';
  const farthest = {
    open: 'download',
    'no-download': 'fullImage',
    preview: 'smallImage',
    record: 'record',
    closed: null,
  };
  return farthest[level] as Step | null;
}

function upTo(farthest: Step | null): Rights {
  const last = farthest === null ? -1 : STEPS.indexOf(farthest);
  return Object.fromEntries(STEPS.map((step, place) => [step, place <= last])) as Rights;
}

const NONE = upTo(null);
