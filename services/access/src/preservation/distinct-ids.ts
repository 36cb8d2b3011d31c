import type { ChangeAttribute } from '@diachi/xml';

/** Attributes of METS that give a name within the file, or name others by it, several with spaces between them (METS 1.12, `xsd:ID` and `xsd:IDREFS`). */
const NAMING = new Set(['ID', 'ADMID', 'DMDID', 'FILEID', 'STRUCTID', 'AREAID', 'GROUPID', 'xlink:from', 'xlink:to']);

/** Lets the names in a METS begin so: names are of the whole XML document, where several METS may stand. */
export const distinctIds =
  (beginning: string): ChangeAttribute =>
  (name, value) =>
    NAMING.has(name) && typeof value === 'string' ? value.replace(/\S+/g, (id) => `${beginning}${id}`) : value;
