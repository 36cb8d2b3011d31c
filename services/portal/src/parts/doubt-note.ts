import type { Word } from '@diachi/page-text';
import type { Frame } from '../frame.ts';

/** Why a word should be looked at: how sure the machine is, and what it made of what it first read. */
export function doubtNote(
  { messages, write }: Pick<Frame, 'messages' | 'write'>,
  { text, confidence, change }: Word,
): string {
  const { doubt } = messages;
  const percent = (share: number) => write.number(Math.round(share * 100));
  const sure = doubt.sure(percent(confidence));
  if (!change) return sure;
  const was = change.from === '' ? doubt.missedFirst : doubt.changed(change.from, text);
  return `${was} ${doubt.why[change.why]} ${doubt.changeSure(percent(change.probability))} ${sure}`;
}
