import { type Document, isEmbargoed, type Library, type Rights } from '@diachi/domain';
import type { Frame } from '../frame.ts';
import { libraryName } from './record-line.tsx';

export type SeenNoteProps = {
  readonly frame: Frame;
  readonly document: Document;
  readonly rights: Rights;
  readonly libraries: readonly Library[];
};

/** Why somebody sees only some of a document, and what they can do; nothing where they see all of it. */
export function SeenNote({ frame, document, rights, libraries }: SeenNoteProps) {
  const { seen } = frame.messages.record;
  if (rights.download) return null;
  const { record } = document;
  return (
    <p class="notice" role="note">
      {whyNot({ frame, document, rights })}{' '}
      {record.access === 'members' && !rights.text && !isEmbargoed(record, frame.today) && `${seen.signIn} `}
      {!rights.fullImage && seen.ask(libraryName(libraries, record.library))}
    </p>
  );
}

function whyNot({ frame, document: { record }, rights }: Omit<SeenNoteProps, 'libraries'>): string {
  const { seen } = frame.messages.record;
  if (rights.fullImage) return seen.readOnly;
  if (rights.text) return seen.smallOnly;
  if (isEmbargoed(record, frame.today) && record.access !== 'record') {
    return seen.opensOn(frame.write.day(`${record.embargoUntil}T12:00:00`));
  }
  return seen.recordOnly;
}
