import type { Document, LibraryCode, Manifest, Rights } from '@diachi/domain';
import type { PageText } from '@diachi/page-text';
import type { AuditEntry } from '@diachi/ports';
import type { PremisAgent, PremisEvent } from '@diachi/preservation';

/** The program itself, as whoever writes something down. */
export const SOFTWARE: PremisAgent = { id: 'diachi', name: 'Kho Địa Chí (diachi)', type: 'software', version: null };

export type History = { readonly events: readonly PremisEvent[]; readonly agents: readonly PremisAgent[] };

export type HistorySource = {
  readonly document: Document;
  /** Of whoever asks: events name originals only to those who may take them home. */
  readonly rights: Pick<Rights, 'download'>;
  /** Null while nothing is published, or where nothing but the record is told. */
  readonly manifest: Manifest | null;
  /** A page that says what read it. */
  readonly sample: PageText | null;
  /** What was noted of the document, in any order. */
  readonly audit: readonly AuditEntry[];
  readonly libraryName: string;
};

/** What happened to a document from its coming on, in order. People are told by their library: who works there is nobody's business. */
export function historyOf({ document, rights, manifest, sample, audit, libraryName }: HistorySource): History {
  const library: PremisAgent = {
    id: libraryAgent(document.record.library),
    name: libraryName,
    type: 'organization',
    version: null,
  };
  const engine = sample ? engineAgent(sample) : null;
  const originals = rights.download ? document.originals.map(({ checksum }) => checksum) : [];
  const events: PremisEvent[] = [
    {
      kind: 'received',
      at: document.receivedAt,
      detail: `${document.originals.length} file(s) were received and are kept as they came.`,
      outcome: 'success',
      agents: [library.id],
      objects: originals,
    },
    {
      kind: 'checked',
      at: document.receivedAt,
      detail:
        'The type of each file was told by its content, and its SHA-256 checksum was worked out; it is kept under that checksum.',
      outcome: 'success',
      agents: [SOFTWARE.id],
      objects: originals,
    },
    ...audit.filter(({ what }) => Object.hasOwn(told, what)).map((entry) => noted(entry, library.id, originals)),
    ...(manifest ? publishedEvents(manifest, engine, library.id) : []),
  ];
  return {
    events: events.toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0)),
    agents: engine ? [library, engine] : [library],
  };
}

/** What of the audit trail belongs into a document's history, and how it is told there. */
const told: Readonly<Record<string, Told>> = {
  'record.changed': { kind: 'corrected', detail: 'The record was changed.' },
  'document.originals-put-back': { kind: 'received', detail: 'Originals that were lost were received again.' },
  'document.embargo-ended': {
    kind: 'published',
    detail: 'The embargo ended: from then on everybody saw what the access level says.',
    isByItself: true,
  },
  'fixity.checked': {
    kind: 'fixity',
    detail: 'Checksums of all files were compared with those noted when they were made.',
    isByItself: true,
  },
};

type Told = Pick<PremisEvent, 'kind' | 'detail'> & { readonly isByItself?: true };

function noted({ at, what, details }: AuditEntry, libraryId: string, originals: readonly string[]): PremisEvent {
  const { kind, detail, isByItself } = told[what] as Told;
  const problems = typeof details['problems'] === 'number' ? details['problems'] : 0;
  const readAgain = details['repaired'] ? ' The document was read again from its originals.' : '';
  const note = problems > 0 ? { outcomeNote: `${problems} file(s) were not as they should be.${readAgain}` } : {};
  const lost = Array.isArray(details['lost']) ? details['lost'] : [];
  return {
    kind,
    at,
    detail,
    outcome: problems > 0 ? 'failure' : 'success',
    ...note,
    agents: [isByItself ? SOFTWARE.id : libraryId],
    objects: originals.filter((checksum) => lost.includes(checksum)),
  };
}

function publishedEvents(manifest: Manifest, engine: PremisAgent | null, libraryId: string): readonly PremisEvent[] {
  const count = (state: string) => manifest.pages.filter((page) => page.state === state).length;
  const unreadable = count('unreadable');
  const detail = `Revision ${manifest.revision}: of ${manifest.pages.length} page(s) ${count('read')} were read, ${count('blank')} are blank, ${unreadable} could not be read.`;
  return [
    {
      kind: 'read',
      at: manifest.publishedAt,
      detail,
      outcome: unreadable > 0 ? 'warning' : 'success',
      agents: [engine?.id ?? SOFTWARE.id],
      objects: [],
    },
    {
      kind: 'published',
      at: manifest.publishedAt,
      detail: `Revision ${manifest.revision} was published.`,
      outcome: 'success',
      agents: [libraryId],
      objects: [],
    },
  ];
}

const libraryAgent = (code: LibraryCode): string => `library:${code}`;

function engineAgent({ engine }: PageText): PremisAgent {
  const { name, version, model } = engine;
  return {
    id: `engine:${name}`,
    name,
    type: 'software',
    version: [version, model].filter((part) => part !== '').join(', ') || null,
  };
}
