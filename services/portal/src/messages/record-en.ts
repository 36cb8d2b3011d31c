import type { RecordMessages } from './record-vi.ts';

/** Words about records, in English. */
export const recordEn: RecordMessages = {
  fields: {
    otherTitle: 'Also known as',
    englishTitle: 'Name in English',
    creators: 'Creators',
    publisher: 'Publisher',
    publicationPlace: 'Place of publication',
    series: 'Series',
    subjects: 'Subjects',
    places: 'Places',
    summary: 'Summary',
    englishSummary: 'Summary in English',
    extent: 'Extent',
    note: 'Note',
    callNumber: 'Call number',
    isbn: 'ISBN',
    issn: 'ISSN',
    access: 'Who may see it',
    embargoUntil: 'Opens on',
    licence: 'Copyright',
    rightsHolder: 'Who holds the rights',
  },
  groups: {
    described: 'More about it',
    published: 'Publication and numbers',
    rights: 'Who may see it, and copyright',
  },
  help: {
    creators:
      'One name on each line. What they did, if not author, stands after |: Nguyễn Văn Đậu | editor. One of author, editor, translator, compiler, issuer, photographer, cartographer, contributor.',
    lines: 'One on each line.',
    extent: 'As catalogues write it: 120 tr. ; 24 cm',
    series: 'Its number, if it has one, after a comma: Tư liệu Điện Biên, tập 3',
    embargoUntil: 'Before this day only the record is shown. Left empty, it is open now.',
    licence: 'Tells readers how they may use the document. If nobody knows, leave it at “Nobody has looked”.',
  },
  access: {
    open: { label: 'Everybody', means: 'Everybody may read it, search it and take it home.' },
    'no-download': {
      label: 'Everybody, no downloads',
      means: 'Everybody may read and search it here; nobody may take it home.',
    },
    preview: {
      label: 'Preview',
      means: 'Everybody may search its text and see small pictures, but no large ones and no files.',
    },
    members: {
      label: 'Members of the library',
      means: 'Members and the reading room of the library that keeps it see everything; others see its record.',
    },
    record: { label: 'Record only', means: 'Others see its record, and nothing else.' },
    closed: { label: 'Not shown', means: 'Others do not learn that it is here.' },
  },
  licences: {
    unknown: { label: 'Nobody has looked', means: 'Nobody has looked into the copyright of this document.' },
    'public-domain': { label: 'Public domain', means: 'Protection has ended: everybody may use it freely.' },
    'no-known-copyright': {
      label: 'No known copyright',
      means: 'The library believes that no copyright is left, but is not sure.',
    },
    'in-copyright': { label: 'In copyright', means: 'Whoever wants to use it again asks who holds the rights.' },
    'in-copyright-educational': {
      label: 'In copyright, educational use permitted',
      means: 'It may be used for teaching and learning; for anything else, ask who holds the rights.',
    },
    'not-evaluated': { label: 'Undetermined', means: 'It was looked into, and nothing could be concluded.' },
    'cc-by': { label: 'CC BY 4.0', means: 'It may be used freely by whoever names its author.' },
    'cc-by-sa': {
      label: 'CC BY-SA 4.0',
      means: 'It may be used by whoever names its author and shares under the same licence.',
    },
    'cc-by-nc': {
      label: 'CC BY-NC 4.0',
      means: 'It may be used for what is not commercial by whoever names its author.',
    },
    cc0: { label: 'CC0 1.0', means: 'Whoever held the rights has given them up: everybody may use it freely.' },
  },
  parts: {
    author: 'author',
    editor: 'editor',
    translator: 'translator',
    compiler: 'compiler',
    issuer: 'issuer',
    photographer: 'photographer',
    cartographer: 'cartographer',
    contributor: 'contributor',
  },
  seen: {
    opensOn: (day) => `This document opens on ${day}; until then only its record is shown.`,
    recordOnly: 'Here you see only the record of this document.',
    smallOnly: 'Pages are shown as small pictures here, for the library does not show large ones of this document.',
    readOnly: 'This document is read here; it cannot be taken home.',
    ask: (library) => `If you need to see it, ask ${library}.`,
    signIn: 'Members of that library see it when they have signed in, or sit in its reading room.',
    readsAt: (library) => `Reading at ${library}`,
  },
};
