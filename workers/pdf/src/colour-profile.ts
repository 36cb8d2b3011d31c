const CLASSES = ['scnr', 'mntr', 'prtr', 'spac'];
const SPACES: Readonly<Record<number, string>> = { 1: 'GRAY', 3: 'RGB ' };

/** True for a whole ICC profile, version 2 or 4 (ICC.1:2010, 7.2), of as many colours as the picture has. A broken one is worse than none. */
export function isUsableProfile(profile: Buffer, components: number): boolean {
  if (profile.length < 132 || profile.readUInt32BE(0) !== profile.length) return false;
  const text = (place: number) => profile.toString('latin1', place, place + 4);
  return (
    [2, 4].includes(profile.readUInt8(8)) &&
    CLASSES.includes(text(12)) &&
    text(16) === SPACES[components] &&
    text(36) === 'acsp'
  );
}
