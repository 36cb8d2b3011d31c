import { element, type XmlElement, type XmlNode, xmlDocument } from '@diachi/xml';
import { premisAgent } from '../premis/premis-agent.ts';
import { eventIds, premisEvent } from '../premis/premis-event.ts';
import { premisFile } from '../premis/premis-object.ts';
import { premisRights } from '../premis/premis-rights.ts';
import { fileIds, fileSection } from './file-section.ts';
import type { MetsSource } from './mets-source.ts';
import { logicalMap, physicalMap, structLinks } from './struct-maps.ts';
import { typeOf } from './type-of.ts';

const METS = 'http://www.loc.gov/METS/';
const PREMIS = 'http://www.loc.gov/premis/v3';

/** A document as METS 1.12.1: its record, its files with their checksums, its structure, and its PREMIS 3.0 history. */
export const metsDocument = (source: MetsSource): string => xmlDocument(mets(source));

/** The same as an element, to stand in an answer. */
export function mets(source: MetsSource): XmlElement {
  const { document, descriptions } = source;
  const ids = fileIds(source.groups);
  return element(
    'mets:mets',
    {
      'xmlns:mets': METS,
      'xmlns:premis': PREMIS,
      'xmlns:xlink': 'http://www.w3.org/1999/xlink',
      'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
      'xsi:schemaLocation': `${METS} http://www.loc.gov/standards/mets/mets.xsd ${PREMIS} http://www.loc.gov/standards/premis/premis.xsd`,
      OBJID: source.address,
      LABEL: document.record.title,
      TYPE: typeOf[document.record.kind],
    },
    header(source),
    descriptions.map(({ type, xml }) =>
      element('mets:dmdSec', { ID: `dmd-${type.toLowerCase()}` }, wrapped(type, null, xml)),
    ),
    administration(source),
    fileSection(source.groups, ids),
    physicalMap(source, ids),
    logicalMap(source),
    structLinks(source),
  );
}

function header({ document, software, libraryName }: MetsSource): XmlElement {
  const agent = (role: string, type: string, other: string | null, name: string) =>
    element('mets:agent', { ROLE: role, TYPE: type, OTHERTYPE: other }, element('mets:name', {}, name));
  return element(
    'mets:metsHdr',
    { CREATEDATE: document.receivedAt, LASTMODDATE: document.changedAt },
    agent('CREATOR', 'OTHER', 'SOFTWARE', `${software.name} ${software.version ?? ''}`.trim()),
    agent('CUSTODIAN', 'ORGANIZATION', null, libraryName),
  );
}

function administration({ document, today, events, agents, software, tellsNames }: MetsSource): XmlElement {
  const all = [software, ...agents.filter(({ id }) => id !== software.id)];
  const ids = eventIds(events);
  return element(
    'mets:amdSec',
    { ID: 'amd' },
    document.originals.map((original, place) =>
      element(
        'mets:techMD',
        { ID: `tech-${place + 1}` },
        wrapped(
          'PREMIS:OBJECT',
          '3.0',
          premisFile({ ...original, id: original.checksum, originalName: tellsNames ? original.fileName : null }),
        ),
      ),
    ),
    element('mets:rightsMD', { ID: 'rights' }, wrapped('PREMIS:RIGHTS', '3.0', premisRights(document.record, today))),
    events.map((event, place) =>
      element(
        'mets:digiprovMD',
        { ID: `event-${place + 1}` },
        wrapped('PREMIS:EVENT', '3.0', premisEvent(event, ids[place] ?? '')),
      ),
    ),
    all.map((agent, place) =>
      element('mets:digiprovMD', { ID: `agent-${place + 1}` }, wrapped('PREMIS:AGENT', '3.0', premisAgent(agent))),
    ),
  );
}

const wrapped = (type: string, version: string | null, xml: XmlNode): XmlElement =>
  element('mets:mdWrap', { MDTYPE: type, MDTYPEVERSION: version }, element('mets:xmlData', {}, xml));
