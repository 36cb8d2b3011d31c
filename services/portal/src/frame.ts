import { dayOf, isFailure } from '@diachi/domain';
import type { Language } from '@diachi/messages';
import type { Catalogue } from '@diachi/ports';
import type { Visitor } from '@diachi/web';
import type { Assets } from './assets.ts';
import { messagesOf } from './messages/messages-of.ts';
import type { Messages } from './messages/vi.ts';

/** What every page needs to know of who asks, for what, and in which language. */
export type Frame = {
  readonly language: Language;
  readonly messages: Messages;
  readonly visitor: Visitor;
  /** What the library is called as whose reader they are answered; null for the general public. */
  readonly home: string | null;
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

export type FrameTools = { readonly assets: Assets; readonly catalogue: Pick<Catalogue, 'libraries'> };

export async function openFrame({ assets, catalogue }: FrameTools, visitor: Visitor, address: string): Promise<Frame> {
  return createFrame(visitor, address, assets, await findHome(catalogue, visitor));
}

export function createFrame(
  visitor: Visitor,
  address: string,
  assets: Assets,
  home: string | null = null,
  now: Date = new Date(),
): Frame {
  const { language } = visitor;
  const [messages, write] = [messagesOf(language), writingOf(language)];
  return { language, messages, visitor, home, address, assets, today: dayOf(now), write };
}

async function findHome(catalogue: FrameTools['catalogue'], { library }: Visitor): Promise<string | null> {
  if (library === null) return null;
  try {
    return (await catalogue.libraries()).find(({ code }) => code === library)?.name ?? library;
  } catch (thrown) {
    // A page that needs nothing of the catalogue is not held up for a name: the code says the same.
    if (isFailure(thrown) && thrown.kind === 'unavailable') return library;
    throw thrown;
  }
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
