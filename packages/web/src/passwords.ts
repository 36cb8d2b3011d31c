import { Failure } from '@diachi/domain';
import { hash, verify } from '@node-rs/argon2';

/** OWASP's parameters for argon2id: 19 MiB, two passes, one lane. The algorithm is the library's default. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Characters a password has, for whoever takes one and for whoever says so on a form. */
export const PASSWORD_LENGTH = { least: 10, most: 200 } as const;

/** Fails with `password.bad-length`. */
export function hashPassword(password: string): Promise<string> {
  const written = password.normalize('NFC');
  const { least, most } = PASSWORD_LENGTH;
  if (written.length >= least && written.length <= most) return hash(written, COST);
  throw new Failure('invalid', 'password.bad-length', `A password has ${least} to ${most} characters.`, {
    details: { least, most },
  });
}

/** Takes as long for a person who does not exist, or has no password yet, as for a wrong password. */
export async function isPassword(passwordHash: string | null | undefined, password: string): Promise<boolean> {
  const written = password.slice(0, PASSWORD_LENGTH.most + 1).normalize('NFC');
  const isRight = await verify(passwordHash ?? (await nobodysHash()), written);
  return isRight && typeof passwordHash === 'string';
}

let nobodys: Promise<string> | undefined;
const nobodysHash = () => {
  nobodys ??= hash('nobody has this password', COST);
  return nobodys;
};
