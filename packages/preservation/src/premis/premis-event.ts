import { element, textElement, type XmlElement } from '@diachi/xml';

/** What happened to a document, in the archive's words. */
export type PremisEventKind = 'received' | 'checked' | 'read' | 'corrected' | 'published' | 'fixity';

/** One thing that happened to a document or to files of it. */
export type PremisEvent = {
  readonly kind: PremisEventKind;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** What was done, in a sentence. */
  readonly detail: string;
  readonly outcome: 'success' | 'failure' | 'warning';
  /** What came of it, where there is more to say. */
  readonly outcomeNote?: string;
  /** Who or what did it: identifiers of agents. */
  readonly agents: readonly string[];
  /** What it was done to: identifiers of objects; of the whole document when there are none. */
  readonly objects: readonly string[];
};

type Term = { readonly term: string; readonly code: string };

/** Terms of the Library of Congress's vocabulary of event types, with their codes there (id.loc.gov/vocabulary/preservation/eventType). */
const terms: Readonly<Record<PremisEventKind, Term>> = {
  received: { term: 'ingestion', code: 'ing' },
  checked: { term: 'validation', code: 'val' },
  read: { term: 'creation', code: 'cre' },
  corrected: { term: 'metadata modification', code: 'mem' },
  published: { term: 'dissemination', code: 'dis' },
  fixity: { term: 'fixity check', code: 'fix' },
};

const VOCABULARY = 'http://id.loc.gov/vocabulary/preservation/eventType';

/** An event as PREMIS 3.0 has it (data dictionary, 2.0 to 2.7). `id` names it within its document. */
export const premisEvent = (event: PremisEvent, id: string): XmlElement =>
  element(
    'premis:event',
    {},
    identifier('event', 'local', id),
    element(
      'premis:eventType',
      { authority: 'eventType', authorityURI: VOCABULARY, valueURI: `${VOCABULARY}/${terms[event.kind].code}` },
      terms[event.kind].term,
    ),
    element('premis:eventDateTime', {}, event.at),
    element('premis:eventDetailInformation', {}, element('premis:eventDetail', {}, event.detail)),
    element(
      'premis:eventOutcomeInformation',
      {},
      element('premis:eventOutcome', {}, event.outcome),
      event.outcomeNote
        ? element('premis:eventOutcomeDetail', {}, textElement('premis:eventOutcomeDetailNote', event.outcomeNote))
        : null,
    ),
    event.agents.map((agent) => linking('Agent', agent)),
    event.objects.map((object) => linking('Object', object)),
  );

/** What events are called within their document: the same today and when others have come between them, so that two tellings can be put together. */
export function eventIds(events: readonly PremisEvent[]): readonly string[] {
  const times = new Map<string, number>();
  return events.map(({ kind, at }) => {
    const name = `${kind}-${at}`;
    const time = (times.get(name) ?? 0) + 1;
    times.set(name, time);
    return time === 1 ? name : `${name}-${time}`;
  });
}

/** `<premis:eventIdentifier>` and its like. */
export const identifier = (
  of: 'event' | 'object' | 'agent' | 'rightsStatement',
  type: string,
  value: string,
): XmlElement =>
  element(
    `premis:${of}Identifier`,
    {},
    element(`premis:${of}IdentifierType`, {}, type),
    element(`premis:${of}IdentifierValue`, {}, value),
  );

const linking = (of: 'Agent' | 'Object', value: string): XmlElement =>
  element(
    `premis:linking${of}Identifier`,
    {},
    element(`premis:linking${of}IdentifierType`, {}, 'local'),
    element(`premis:linking${of}IdentifierValue`, {}, value),
  );
