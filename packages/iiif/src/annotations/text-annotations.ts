import type { DocumentId, PageIndex } from '@diachi/domain';
import { linesOf, type PageText, type Word } from '@diachi/page-text';
import type { IiifAddresses } from '../presentation/iiif-addresses.ts';
import { PRESENTATION_CONTEXT } from '../presentation/resources.ts';
import { boxAround } from '../search/page-hits.ts';
import { xywh } from '../xywh.ts';

export const GRANULARITIES = ['line', 'word'] as const;

/** What one annotation holds. */
export type Granularity = (typeof GRANULARITIES)[number];

export type TextAnnotations = {
  readonly addresses: IiifAddresses;
  readonly id: DocumentId;
  readonly page: PageIndex;
  readonly text: PageText;
  /** BCP 47. */
  readonly language: string;
  readonly granularity: Granularity;
};

const GRANULARITY_CONTEXT = 'http://iiif.io/api/extension/text-granularity/context.json';

/** What is written on a page as annotations beside its picture, in reading order (IIIF Presentation 3.0, section 5.5; Text Granularity extension). */
export function textAnnotations(source: TextAnnotations) {
  const { addresses, id, page, text, granularity } = source;
  const address = addresses.annotations(id, page);
  return {
    '@context': [GRANULARITY_CONTEXT, PRESENTATION_CONTEXT],
    id: granularity === 'line' ? address : `${address}?granularity=${granularity}`,
    type: 'AnnotationPage' as const,
    items: groups(text, granularity).map(({ first, words }) => ({
      id: `${address}#words-${first}-${first + words.length - 1}`,
      type: 'Annotation' as const,
      motivation: 'supplementing',
      textGranularity: granularity,
      body: {
        type: 'TextualBody' as const,
        value: words.map((word) => word.text).join(' '),
        language: source.language,
        format: 'text/plain',
      },
      target: xywh(addresses.canvas(id, page), boxAround(words)),
    })),
  };
}

type Group = { readonly first: number; readonly words: readonly Word[] };

function groups(text: PageText, granularity: Granularity): readonly Group[] {
  if (text.kind !== 'read') return [];
  if (granularity === 'word') return text.words.map((word, first) => ({ first, words: [word] }));
  const places = new Map(text.words.map((word, place) => [word, place]));
  return linesOf(text).map((words) => ({ first: Math.min(...words.map((word) => places.get(word) ?? 0)), words }));
}
