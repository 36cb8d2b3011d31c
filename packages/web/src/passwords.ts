import { Failure } from '@diachi/domain';
import { hash, verify } from '@node-rs/argon2';

/** OWASP's parameters for argon2id: 19 MiB, two passes, one lane. The algorithm is the library's default. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const MIN_LENGTH = 8;
const MAX_LENGTH = 200;

/** Fails with `password.bad-length`. */
export function hashPassword(password: string): Promise<string> {
  const written = password.normalize('NFC');
  if (written.length >= MIN_LENGTH && written.length <= MAX_LENGTH) return hash(written, COST);
  throw new Failure('invalid', 'password.bad-length', `A password has ${MIN_LENGTH} to ${MAX_LENGTH} characters.`, {
    details: { least: MIN_LENGTH, most: MAX_LENGTH },
  });
}

/** Takes as long for a person who does not exist, or has no password yet, as for a wrong password. */
export async function isPassword(passwordHash: string | null | undefined, password: string): Promise<boolean> {
  const written = password.slice(0, MAX_LENGTH + 1).normalize('NFC');
  const isRight = await verify(passwordHash ?? (await nobodysHash()), written);
  return isRight && typeof passwordHash === 'string';
}

let nobodys: Promise<string> | undefined;
const nobodysHash = () => {
  nobodys ??= hash('nobody has this password', COST);
  return nobodys;
};
