/**
 * The colour space sRGB (IEC 61966-2-1) as an ICC profile, version 2.1 (ICC.1:1998-09), worked out from the standard's own numbers:
 * primaries adapted to D50, and its curve at 1,024 points.
 */
export function srgbProfile(): Uint8Array {
  const curve = toneCurve(1024);
  const tags: readonly (readonly [string, Buffer])[] = [
    ['desc', description('sRGB IEC61966-2.1')],
    ['cprt', Buffer.concat([tagType('text'), Buffer.from('No copyright, use freely\0', 'latin1')])],
    ['wtpt', xyz(0.9505, 1, 1.0891)],
    ['rXYZ', xyz(0.43607, 0.22249, 0.01392)],
    ['gXYZ', xyz(0.38515, 0.71687, 0.09708)],
    ['bXYZ', xyz(0.14307, 0.06061, 0.7141)],
    ['rTRC', curve],
    ['gTRC', curve],
    ['bTRC', curve],
  ];
  return assemble(tags);
}

const tagType = (name: string) => Buffer.concat([Buffer.from(name, 'latin1'), Buffer.alloc(4)]);

const uint32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
};

/** Sixteen bits before the point and sixteen after. */
const fixed = (value: number) => uint32(Math.round(value * 65_536));

const xyz = (x: number, y: number, z: number) => Buffer.concat([tagType('XYZ '), fixed(x), fixed(y), fixed(z)]);

/** The name in ASCII; the Unicode and Macintosh names the type has room for are left empty. */
function description(name: string): Buffer {
  const ascii = Buffer.from(`${name}\0`, 'latin1');
  return Buffer.concat([tagType('desc'), uint32(ascii.length), ascii, Buffer.alloc(8 + 2 + 1 + 67)]);
}

function toneCurve(points: number): Buffer {
  const values = Buffer.alloc(points * 2);
  for (let point = 0; point < points; point++) {
    const value = point / (points - 1);
    const linear = value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    values.writeUInt16BE(Math.round(linear * 65_535), point * 2);
  }
  return Buffer.concat([tagType('curv'), uint32(points), values]);
}

function assemble(tags: readonly (readonly [string, Buffer])[]): Uint8Array {
  const bodies = new Map<Buffer, number>();
  let offset = 128 + 4 + tags.length * 12;
  const padded: Buffer[] = [];
  for (const [, body] of tags) {
    if (bodies.has(body)) continue;
    bodies.set(body, offset);
    const whole = Buffer.concat([body, Buffer.alloc((4 - (body.length % 4)) % 4)]);
    padded.push(whole);
    offset += whole.length;
  }
  const table = tags.map(([name, body]) =>
    Buffer.concat([Buffer.from(name, 'latin1'), uint32(bodies.get(body) ?? 0), uint32(body.length)]),
  );
  return Buffer.concat([header(offset), uint32(tags.length), ...table, ...padded]);
}

function header(size: number): Buffer {
  const bytes = Buffer.alloc(128);
  bytes.writeUInt32BE(size, 0);
  bytes.writeUInt32BE(0x02100000, 8);
  bytes.write('mntrRGB XYZ ', 12, 'latin1');
  // Written on the first of January 2026.
  for (const [place, part] of [2026, 1, 1, 0, 0, 0].entries()) bytes.writeUInt16BE(part, 24 + place * 2);
  bytes.write('acsp', 36, 'latin1');
  // The white point of all profiles: D50.
  for (const [place, value] of [0.9642, 1, 0.8249].entries()) fixed(value).copy(bytes, 68 + place * 4);
  return bytes;
}
