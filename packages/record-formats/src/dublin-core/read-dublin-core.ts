import type { Creator } from '@diachi/domain';
import { attributeOf, childrenOf, type ReadElement } from '@diachi/xml';
import { recordLanguageOf } from '../catalogue-language.ts';
import { kindCalled } from '../kind-words.ts';
import { isEnglish } from '../reading/is-english.ts';
import { licenceAt } from '../reading/licence-at.ts';
import { calledBy } from '../reading/name-order.ts';
import { readDate } from '../reading/read-date.ts';
import type { ReadRecord } from '../reading/read-record.ts';
import { sortAddresses } from '../reading/sort-addresses.ts';
import { tidyRecord } from '../reading/tidy-record.ts';
import { toldText } from '../reading/told-text.ts';

type Said = { readonly term: string; readonly text: string; readonly language: string };

const XML = 'http://www.w3.org/XML/1998/namespace';

/**
 * Reads Dublin Core, simple or qualified, in whatever element holds its statements. It does not say which of its descriptions is a summary,
 * nor which of its relations a series: the first of each is taken for one.
 */
export function readDublinCore(root: ReadElement): ReadRecord {
  const said: readonly Said[] = childrenOf(root)
    .filter(({ namespace }) => namespace.startsWith('http://purl.org/dc/'))
    .map((one) => ({ term: one.name, text: toldText(one).trim(), language: attributeOf(one, 'lang', XML) ?? '' }))
    .filter(({ text }) => text !== '');
  const all = (...terms: readonly string[]) => said.filter(({ term }) => terms.includes(term));
  const texts = (...terms: readonly string[]) => all(...terms).map(({ text }) => text);

  const titles = all('title', 'alternative');
  const isInEnglish = ({ text, language }: Said) => (language === '' ? isEnglish(text) : language.startsWith('en'));
  const [title, ...otherTitles] = titles;
  const descriptions = all('abstract', 'description');
  const identifiers = texts('identifier');
  const rights = texts('license', 'rights', 'accessRights');
  const date = texts('issued', 'created', 'date')
    .map(readDate)
    .find((one) => one !== null);
  const creator = (part: Creator['part']) => (name: string) => ({ name: calledBy(name), part });

  return {
    record: tidyRecord({
      title: title?.text,
      englishTitle: otherTitles.find(({ language }) => language.startsWith('en'))?.text,
      otherTitle: otherTitles.find(({ language }) => !language.startsWith('en'))?.text,
      creators: [...texts('creator').map(creator('author')), ...texts('contributor').map(creator('contributor'))],
      subjects: texts('subject'),
      places: texts('coverage', 'spatial'),
      summary: descriptions.find((one) => !isInEnglish(one))?.text,
      englishSummary: descriptions.find(isInEnglish)?.text,
      note: descriptions.filter((one) => !isInEnglish(one))[1]?.text,
      publisher: texts('publisher')[0],
      date,
      kind: texts('type')
        .map(kindCalled)
        .find((kind) => kind !== undefined),
      languages: texts('language').map(recordLanguageOf),
      extent: texts('extent', 'format').find((text) => !/^[\w.+-]+\/[\w.+-]+$/.test(text)),
      isbn: identifiers.find((text) => /isbn/i.test(text))?.replace(/^.*isbn[:\s]*/i, ''),
      issn: identifiers.find((text) => /issn/i.test(text))?.replace(/^.*issn[:\s]*/i, ''),
      series: texts('isPartOf', 'relation').find((text) => !/^[a-z]+:\S+$/i.test(text)),
      licence: rights.map(licenceAt).find((licence) => licence !== undefined),
      rightsHolder: texts('rightsHolder')[0],
    }),
    addresses: sortAddresses([...identifiers, ...texts('hasFormat', 'relation')].map((url) => ({ url }))),
    identifier: identifiers[0] ?? null,
  };
}
