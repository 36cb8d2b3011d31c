import { type FailureNote, mayActAs } from '@diachi/domain';
import { failureText } from '@diachi/messages';
import type { VNode } from 'preact';
import type { Frame } from './frame.ts';
import { workOrAway } from './or-away.ts';
import { HarvestPage } from './pages/harvest-page.tsx';
import { SourcePage } from './pages/source-page.tsx';
import type { PortalTools } from './portal-tools.ts';
import { refusedSource } from './refused-source.ts';

export type AnsweredForm = {
  readonly frame: Frame;
  readonly note: FailureNote;
  /** Of the source it is about; null for a new one. */
  readonly code: string | null;
  readonly body: Readonly<Record<string, unknown>>;
};

/** The page of a form about another repository that was refused: with what was written, or with the others and why. Null when it is about something else. */
export async function sourceAgain({ sources }: PortalTools, answered: AnsweredForm): Promise<VNode | null> {
  const { frame, note, code, body } = answered;
  if (!mayActAs(frame.visitor.role, 'admin')) return null;
  const refused = refusedSource(note, body, code ?? undefined);
  if (!refused && !/^(?:repository|harvest)\./.test(note.code)) return null;
  const { value: known } = await workOrAway(sources());
  if (!known) return null;
  const told = known.find(({ source }) => source.code === code);
  if (refused && told) {
    return <SourcePage frame={{ ...frame, address: `/harvest/${told.source.code}` }} told={told} refused={refused} />;
  }
  const isNew = refused !== null && code === null;
  return (
    <HarvestPage
      frame={{ ...frame, address: '/harvest' }}
      sources={known}
      refused={isNew ? refused : null}
      problem={isNew ? null : failureText(note, frame.language)}
    />
  );
}
