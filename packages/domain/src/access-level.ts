/**
 * Who may see what of a document, widest first. open: everything. no-download: read here, not taken home. preview: its text is searched and small
 * pictures are shown. members: everything in its own library, its record everywhere. record: its record. closed: nothing.
 * Whoever works on documents sees all of every one.
 */
export const ACCESS_LEVELS = ['open', 'no-download', 'preview', 'members', 'record', 'closed'] as const;

export type AccessLevel = (typeof ACCESS_LEVELS)[number];
