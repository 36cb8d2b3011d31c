import { dayOf } from '@diachi/domain';
import type { Language } from '@diachi/messages';
import type { Visitor } from '@diachi/web';
import type { Assets } from './assets.ts';
import { messagesOf } from './messages/messages-of.ts';
import type { Messages } from './messages/vi.ts';

/** What every page needs to know of who asks, for what, and in which language. */
export type Frame = {
  readonly language: Language;
  readonly messages: Messages;
  readonly visitor: Visitor;
  /** The address asked for, with its query: where language and sign-in come back to. */
  readonly address: string;
  readonly assets: Assets;
  /** `YYYY-MM-DD`: what may be seen goes by the day. */
  readonly today: string;
  readonly write: Writing;
};

/** Numbers and times as the language writes them. */
type Writing = {
  readonly number: (value: number) => string;
  readonly day: (iso: string) => string;
  readonly moment: (iso: string) => string;
};

export function createFrame(visitor: Visitor, address: string, assets: Assets, now: Date = new Date()): Frame {
  const { language } = visitor;
  const [messages, write] = [messagesOf(language), writingOf(language)];
  return { language, messages, visitor, address, assets, today: dayOf(now), write };
}

// Making an Intl formatter costs far more than using it.
const writings = new Map<Language, Writing>();

function writingOf(language: Language): Writing {
  const known = writings.get(language);
  if (known) return known;
  const number = new Intl.NumberFormat(language);
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'long' });
  const moment = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  const writing: Writing = {
    number: (value) => number.format(value),
    day: (iso) => day.format(new Date(iso)),
    moment: (iso) => moment.format(new Date(iso)),
  };
  writings.set(language, writing);
  return writing;
}
