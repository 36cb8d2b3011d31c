import type { LanguageMap } from './language-map.ts';

/*
 * What IIIF Presentation 3.0 calls its resources (section 5 and 6), as far as they are written here.
 */

export type Labelled = { readonly label: LanguageMap; readonly value: LanguageMap };

/** Something elsewhere that belongs to a resource. */
export type External = {
  readonly id: string;
  readonly type: 'Dataset' | 'Text' | 'Image' | 'Sound' | 'Model';
  readonly label?: LanguageMap;
  readonly format: string;
  readonly profile?: string;
  readonly language?: readonly string[];
};

export type ImageService =
  | { readonly id: string; readonly type: 'ImageService3'; readonly profile: 'level2' }
  | { readonly '@id': string; readonly '@type': 'ImageService2'; readonly profile: string };

export type ImageResource = {
  readonly id: string;
  readonly type: 'Image';
  readonly format: 'image/jpeg' | 'image/png' | 'image/webp' | 'image/svg+xml';
  readonly width?: number;
  readonly height?: number;
  readonly service?: readonly ImageService[];
};

export type Agent = {
  readonly id: string;
  readonly type: 'Agent';
  readonly label: LanguageMap;
  readonly homepage?: readonly HomePage[];
  readonly logo?: readonly ImageResource[];
};

export type HomePage = {
  readonly id: string;
  readonly type: 'Text';
  readonly label: LanguageMap;
  readonly format: 'text/html';
  readonly language?: readonly string[];
};

/** Another resource by its address. */
export type Reference<Type extends 'Manifest' | 'Collection' | 'Canvas' | 'AnnotationPage' | 'Range'> = {
  readonly id: string;
  readonly type: Type;
  readonly label?: LanguageMap;
  readonly thumbnail?: readonly ImageResource[];
  readonly navDate?: string;
};

export type SearchService =
  | { readonly id: string; readonly type: 'SearchService2'; readonly service: readonly AutocompleteService[] }
  | {
      readonly '@context': string;
      readonly '@id': string;
      readonly '@type': 'SearchService1';
      readonly profile: string;
      readonly service: readonly AutocompleteService[];
    };

type AutocompleteService =
  | { readonly id: string; readonly type: 'AutoCompleteService2' }
  | { readonly '@id': string; readonly '@type': 'AutoCompleteService1'; readonly profile: string };

type PaintingAnnotation = {
  readonly id: string;
  readonly type: 'Annotation';
  readonly motivation: 'painting';
  readonly body: ImageResource;
  readonly target: string;
};

export type Canvas = {
  readonly id: string;
  readonly type: 'Canvas';
  readonly label: LanguageMap;
  readonly summary?: LanguageMap;
  /** The page image's own, in whose pixels everything on it is placed. */
  readonly width: number;
  readonly height: number;
  readonly thumbnail?: readonly ImageResource[];
  readonly seeAlso?: readonly External[];
  readonly items: readonly {
    readonly id: string;
    readonly type: 'AnnotationPage';
    readonly items: readonly PaintingAnnotation[];
  }[];
  readonly annotations?: readonly Reference<'AnnotationPage'>[];
};

export type Range = {
  readonly id: string;
  readonly type: 'Range';
  readonly label: LanguageMap;
  readonly items: readonly (Range | Reference<'Canvas'>)[];
};

export type Manifest = {
  readonly '@context': typeof PRESENTATION_CONTEXT;
  readonly id: string;
  readonly type: 'Manifest';
  readonly label: LanguageMap;
  readonly metadata: readonly Labelled[];
  readonly summary?: LanguageMap;
  readonly rights?: string;
  readonly requiredStatement: Labelled;
  readonly provider: readonly Agent[];
  readonly thumbnail?: readonly ImageResource[];
  readonly navDate?: string;
  readonly homepage: readonly HomePage[];
  readonly seeAlso: readonly External[];
  readonly rendering?: readonly External[];
  readonly partOf: readonly Reference<'Collection'>[];
  readonly viewingDirection: 'left-to-right' | 'right-to-left';
  readonly behavior: readonly ('paged' | 'individuals')[];
  readonly service?: readonly SearchService[];
  readonly items: readonly Canvas[];
  readonly structures?: readonly Range[];
};

export type Collection = {
  readonly '@context': typeof PRESENTATION_CONTEXT;
  readonly id: string;
  readonly type: 'Collection';
  readonly label: LanguageMap;
  readonly summary?: LanguageMap;
  readonly provider?: readonly Agent[];
  readonly homepage: readonly HomePage[];
  readonly partOf?: readonly Reference<'Collection'>[];
  readonly items: readonly Reference<'Manifest' | 'Collection'>[];
};

export const PRESENTATION_CONTEXT = 'http://iiif.io/api/presentation/3/context.json';

/** How resources of Presentation 3.0 are sent, so that a client knows which version it was given. */
export const PRESENTATION_TYPE = `application/ld+json;profile="${PRESENTATION_CONTEXT}"`;
