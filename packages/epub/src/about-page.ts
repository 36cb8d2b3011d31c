import { element, textElement } from '@diachi/xml';
import type { Book } from './book.ts';
import { xhtml } from './section.ts';
import type { EpubWords } from './words.ts';

/** The first page: what the book is, who keeps it, and `note`: what a machine read of it. */
export function aboutPage(book: Book, words: EpubWords, note: string | null): string {
  const { title, language, creators, date, publisher, library, rights, address } = book;
  return xhtml({ title, language, words, styleFrom: '' }, [
    element('h1', {}, title),
    creators.map(({ name, part }) => {
      const called = part in words.parts ? `${words.parts[part as keyof EpubWords['parts']]}: ` : '';
      return element('p', {}, `${called}${name}`);
    }),
    textElement('p', [publisher, date ?? ''].filter((one) => one !== '').join(', ')),
    textElement('p', library && `${words.keptBy}: ${library}`),
    textElement('p', rights),
    textElement('p', note, { class: 'note', lang: words.language, 'xml:lang': words.language }),
    element('p', {}, element('a', { href: address }, address)),
  ]);
}
