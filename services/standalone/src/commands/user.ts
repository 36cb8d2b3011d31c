import { isFailure } from '@diachi/domain';
import { EXIT, type ExitCode } from '@diachi/process';
import type { PersonCommand } from '../command.ts';
import type { LibraryClient } from '../library-client.ts';
import type { CommandTools } from './command-tools.ts';

type PersonWithLink = { readonly name: string; readonly role: string; readonly link: string };
type ListedPerson = {
  readonly id: number;
  readonly name: string;
  readonly role: PersonCommand['role'];
  readonly library: string | null;
  readonly hasPassword: boolean;
};

/** Adds a person, and prints the one-time link by which they choose a password. Who is there already is given a new link, and stays what they are. */
export async function addUser(
  { client, terminal, publicAddress }: CommandTools,
  { person, role, library, isJson }: PersonCommand,
): Promise<ExitCode> {
  const found = await addOrFind(client, { name: person, role, library });
  // The library names itself as it was asked; a command's own library answers at a passing port.
  const link = new URL(new URL(found.link).pathname, publicAddress).href;
  const { name } = found;
  if (isJson) terminal.printJson({ name, role: found.role, link });
  else terminal.print(terminal.words.link(name, link));
  return EXIT.done;
}

type NewPerson = Pick<ListedPerson, 'name' | 'role' | 'library'>;

async function addOrFind(client: LibraryClient, added: NewPerson): Promise<PersonWithLink> {
  try {
    return (await client.send('POST', '/api/people', added)) as PersonWithLink;
  } catch (thrown) {
    if (!isFailure(thrown) || thrown.code !== 'person.name-taken') throw thrown;
    const people = (await client.json('/api/people')) as readonly ListedPerson[];
    const known = people.find((one) => folded(one.name) === folded(added.name));
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
    terminal.printJson(people.map(({ name, role, library, hasPassword }) => ({ name, role, library, hasPassword })));
    return EXIT.done;
  }
  if (people.length === 0) terminal.say(words.nobody);
  for (const { name, role, library, hasPassword } of people) {
    const said = [words.roles[role], library, words.hasPassword(hasPassword)].filter((part) => part !== null);
    terminal.print(`${name}  (${said.join(', ')})`);
  }
  return EXIT.done;
}
