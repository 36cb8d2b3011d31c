import type { Names } from './names.ts';

/** What the parts of the library are called in English. */
export const namesEn: Names = {
  kinds: {
    book: 'Book',
    newspaper: 'Newspaper',
    article: 'Article',
    official: 'Official paper',
    manuscript: 'Manuscript',
    map: 'Map',
    photograph: 'Photograph',
    other: 'Other',
  },
  states: {
    received: 'Received',
    reading: 'Being read',
    published: 'Published',
    failed: 'Failed',
    refused: 'Refused',
  },
  pageStates: { waiting: 'Waiting', read: 'Read', blank: 'Blank', unreadable: 'Unreadable' },
  steps: {
    intake: 'Taking pages out',
    'ocr-page': 'Reading pages',
    'make-thumbnails': 'Making small pictures',
    'build-pdf': 'Building the PDF',
    'publish-revision': 'Publishing',
    'index-document': 'Indexing',
  },
  roles: { reader: 'Reader', archivist: 'Archivist', admin: 'Administrator', operator: 'Operator' },
};
