import { BlockList, isIP } from 'node:net';
import { type LibraryCode, parseLibraryCode } from '@diachi/domain';

/** In which library's reading room a computer stands, by its address; null for one that stands in none. */
export type ReadingRooms = (address: string | undefined) => LibraryCode | null;

type Network = { readonly address: string; readonly prefix: number; readonly family: 'ipv4' | 'ipv6' };
type Room = { readonly library: LibraryCode; readonly networks: readonly Network[]; readonly inside: BlockList };

export const NO_READING_ROOMS: ReadingRooms = () => null;

/**
 * Reads `muong-te=10.20.0.0/16,fd00:20::/32;tinh=203.0.113.7`: the networks of each library's reading room, in CIDR notation (RFC 4632,
 * RFC 4291). Throws what completes the sentence “READING_ROOMS must be …”: for whatever is no network, or is that of two libraries.
 */
export function parseReadingRooms(written: string): ReadingRooms {
  if (written.trim() === '') return NO_READING_ROOMS;
  const rooms = written.split(';').map(parseRoom);
  refuseTwice(rooms);
  return (address) => {
    const known = address === undefined ? null : readAddress(address);
    if (known === null) return null;
    return rooms.find(({ inside }) => inside.check(known.address, known.family))?.library ?? null;
  };
}

function parseRoom(written: string): Room {
  const [code = '', networks = '', ...more] = written.split('=').map((part) => part.trim());
  if (more.length > 0 || networks === '') throw new Error(FORM);
  const inside = new BlockList();
  const parsed = networks.split(',').map((network) => parseNetwork(network.trim()));
  for (const { address, prefix, family } of parsed) inside.addSubnet(address, prefix, family);
  try {
    return { library: parseLibraryCode(code), networks: parsed, inside };
  } catch (cause) {
    throw new Error(FORM, { cause });
  }
}

function parseNetwork(written: string): Network {
  const [, address = '', bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(written) ?? [];
  const version = isIP(address);
  const most = version === 4 ? 32 : 128;
  const prefix = bits === undefined ? most : Number(bits);
  // A zone, or the whole internet, is no reading room.
  if (version === 0 || address.includes('%') || prefix < 1 || prefix > most) throw new Error(FORM);
  return { address, prefix, family: version === 4 ? 'ipv4' : 'ipv6' };
}

// Of two networks one lies within the other, or they have nothing in common.
function refuseTwice(rooms: readonly Room[]): void {
  for (const [place, one] of rooms.entries()) {
    for (const other of rooms.slice(place + 1)) {
      if (one.library === other.library || reaches(one, other) || reaches(other, one)) {
        throw new Error(`${FORM}, each library once and no network twice`);
      }
    }
  }
}

const reaches = ({ inside }: Room, { networks }: Room) =>
  networks.some(({ address, family }) => inside.check(address, family));

/** A system that listens for both kinds of address calls `10.20.0.7` `::ffff:10.20.0.7`. */
function readAddress(address: string): Pick<Network, 'address' | 'family'> | null {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  const version = isIP(plain);
  if (version === 0) return null;
  return { address: plain, family: version === 4 ? 'ipv4' : 'ipv6' };
}

const FORM = 'networks by the code of a library, such as muong-te=10.20.0.0/16,fd00:20::/32;tinh=203.0.113.7';
