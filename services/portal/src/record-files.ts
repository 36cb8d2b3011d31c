/** Formats in which the record of a document is offered, the most wanted first. Their names are the same in every language. */
export const RECORD_FILES = [
  { file: 'record.bib', label: 'BibTeX', type: 'application/x-bibtex' },
  { file: 'record.ris', label: 'RIS (Zotero, EndNote)', type: 'application/x-research-info-systems' },
  { file: 'marc.xml', label: 'MARCXML', type: 'application/marcxml+xml' },
  { file: 'marc.mrc', label: 'MARC 21 (ISO 2709)', type: 'application/marc' },
  { file: 'mods.xml', label: 'MODS', type: 'application/mods+xml' },
  { file: 'dc.xml', label: 'Dublin Core', type: 'application/xml' },
  { file: 'schema.jsonld', label: 'schema.org', type: 'application/ld+json' },
] as const;
