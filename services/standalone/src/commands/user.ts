import { isFailure } from '@diachi/domain';
import { EXIT, type ExitCode } from '@diachi/process';
import type { PersonCommand } from '../command.ts';
import type { LibraryClient } from '../library-client.ts';
import type { CommandTools } from './command-tools.ts';

type PersonWithLink = { readonly name: string; readonly role: string; readonly link: string };
type ListedPerson = {
  readonly id: number;
  readonly name: string;
  readonly role: 'archivist' | 'admin';
  readonly hasPassword: boolean;
};

/** Adds a person, and prints the one-time link by which they choose a password. Who is there already is given a new link, and stays what they are. */
export async function addUser(
  { client, terminal, publicAddress }: CommandTools,
  { person, role, isJson }: PersonCommand,
): Promise<ExitCode> {
  const found = await addOrFind(client, person, role);
  // The library names itself as it was asked; a command's own library answers at a passing port.
  const link = new URL(new URL(found.link).pathname, publicAddress).href;
  const { name } = found;
  if (isJson) terminal.printJson({ name, role: found.role, link });
  else terminal.print(terminal.words.link(name, link));
  return EXIT.done;
}

async function addOrFind(client: LibraryClient, name: string, role: string): Promise<PersonWithLink> {
  try {
    return (await client.send('POST', '/api/people', { name, role })) as PersonWithLink;
  } catch (thrown) {
    if (!isFailure(thrown) || thrown.code !== 'person.name-taken') throw thrown;
    const people = (await client.json('/api/people')) as readonly ListedPerson[];
    const known = people.find((one) => folded(one.name) === folded(name));
    if (!known) throw thrown;
    return (await client.send('POST', `/api/people/${known.id}/link`)) as PersonWithLink;
  }
}

// As the catalogue compares names.
const folded = (name: string) => name.trim().normalize('NFKC').toLowerCase();

/** Everyone who may sign in. */
export async function listUsers(
  { client, terminal }: CommandTools,
  { isJson }: { readonly isJson: boolean },
): Promise<ExitCode> {
  const people = (await client.json('/api/people')) as readonly ListedPerson[];
  const { words } = terminal;
  if (isJson) {
    terminal.printJson(people.map(({ name, role, hasPassword }) => ({ name, role, hasPassword })));
    return EXIT.done;
  }
  if (people.length === 0) terminal.say(words.nobody);
  for (const { name, role, hasPassword } of people) {
    terminal.print(`${name}  (${words.roles[role]}, ${words.hasPassword(hasPassword)})`);
  }
  return EXIT.done;
}
