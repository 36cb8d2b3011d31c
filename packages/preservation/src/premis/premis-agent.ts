import { element, textElement, type XmlElement } from '@diachi/xml';
import { identifier } from './premis-event.ts';

/** Who or what did something to a document. People are told by the library they work for, not by their names. */
export type PremisAgent = {
  readonly id: string;
  readonly name: string;
  readonly type: 'organization' | 'software';
  readonly version: string | null;
};

/** An agent as PREMIS 3.0 has it (data dictionary, 3.1 to 3.4). */
export const premisAgent = ({ id, name, type, version }: PremisAgent): XmlElement =>
  element(
    'premis:agent',
    {},
    identifier('agent', 'local', id),
    element('premis:agentName', {}, name),
    element('premis:agentType', {}, type),
    textElement('premis:agentVersion', version),
  );
