import type { Bookmark, Document, PageIndex, PageLabel } from '@diachi/domain';
import type { XmlElement } from '@diachi/xml';
import type { PremisAgent } from '../premis/premis-agent.ts';
import type { PremisEvent } from '../premis/premis-event.ts';

/** What a METS file is written of: the same for one that is served and for one that lies in a package. */
export type MetsSource = {
  readonly document: Pick<Document, 'id' | 'record' | 'originals' | 'receivedAt' | 'changedAt'>;
  /** The day of which it tells who may see the document, `YYYY-MM-DD`. */
  readonly today: string;
  /** Its lasting address. */
  readonly address: string;
  readonly libraryName: string;
  /** The program that writes it, with its version. */
  readonly software: PremisAgent;
  /** The record in the formats it is to be told in, named as METS names them. */
  readonly descriptions: readonly { readonly type: 'DC' | 'MODS'; readonly xml: XmlElement }[];
  readonly groups: readonly MetsGroup[];
  readonly pages: readonly { readonly page: PageIndex; readonly label: PageLabel }[];
  readonly bookmarks: readonly Bookmark[];
  readonly events: readonly PremisEvent[];
  /** All that the events name, beside `software`. */
  readonly agents: readonly PremisAgent[];
  /** Names of originals are told: they may say who brought a file, or why. */
  readonly tellsNames: boolean;
};

/** Files of one use. ORIGINAL, MASTER, DEFAULT, THUMBS, FULLTEXT and DOWNLOAD are what viewers of METS know. */
export type MetsGroup = {
  readonly use: 'ORIGINAL' | 'DEFAULT' | 'THUMBS' | 'FULLTEXT' | 'DOWNLOAD';
  readonly files: readonly MetsFile[];
};

export type MetsFile = {
  /** An address, or a path beside the METS file; null of what is kept and not given out. */
  readonly href: string | null;
  readonly type: string;
  /** Null of what is made while it is sent. */
  readonly sizeBytes: number | null;
  readonly checksum: { readonly algorithm: 'SHA-256' | 'SHA-512'; readonly value: string } | null;
  /** The page it is of; null of the whole document. */
  readonly page: PageIndex | null;
};
