import { element, type XmlElement } from '@diachi/xml';
import type { MetsFile, MetsGroup } from './mets-source.ts';

/** Every file and the name it is referred to by. */
export type FileIds = ReadonlyMap<MetsFile, string>;

export const fileIds = (groups: readonly MetsGroup[]): FileIds =>
  new Map(
    groups.flatMap(({ use, files }) =>
      files.map((file, place): [MetsFile, string] => [
        file,
        `${use.toLowerCase()}-${file.page === null ? place + 1 : `page-${file.page + 1}`}`,
      ]),
    ),
  );

/** All files, group by group; groups of none are left out, and the whole section where there are no files. */
export function fileSection(groups: readonly MetsGroup[], ids: FileIds): XmlElement | null {
  if (ids.size === 0) return null;
  return element(
    'mets:fileSec',
    {},
    groups
      .filter(({ files }) => files.length > 0)
      .map(({ use, files }) =>
        element(
          'mets:fileGrp',
          { USE: use },
          files.map((file, place) =>
            fileElement(file, ids.get(file) ?? '', use === 'ORIGINAL' ? `tech-${place + 1}` : null),
          ),
        ),
      ),
  );
}

const fileElement = ({ href, type, sizeBytes, checksum }: MetsFile, id: string, admId: string | null): XmlElement =>
  element(
    'mets:file',
    {
      ID: id,
      MIMETYPE: type,
      SIZE: sizeBytes,
      CHECKSUM: checksum?.value ?? null,
      CHECKSUMTYPE: checksum?.algorithm ?? null,
      ADMID: admId,
    },
    href === null ? null : element('mets:FLocat', { LOCTYPE: 'URL', 'xlink:type': 'simple', 'xlink:href': href }),
  );
