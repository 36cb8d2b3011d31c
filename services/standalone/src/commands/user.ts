import { EXIT, type ExitCode } from '@diachi/process';
import type { PersonCommand } from '../command.ts';
import type { CommandTools } from './command-tools.ts';

type ListedPerson = { readonly name: string; readonly role: 'archivist' | 'admin'; readonly hasPassword: boolean };

/** Adds a person, and prints the one-time link by which they choose a password. */
export async function addUser(
  { client, terminal, publicAddress }: CommandTools,
  { person, role, isJson }: PersonCommand,
): Promise<ExitCode> {
  const added = (await client.send('POST', '/api/people', { name: person, role })) as { name: string; link: string };
  // The library names itself as it was asked; a command's own library answers at a passing port.
  const link = new URL(new URL(added.link).pathname, publicAddress).href;
  terminal.print(isJson ? JSON.stringify({ name: added.name, role, link }) : terminal.words.link(added.name, link));
  return EXIT.done;
}

/** Everyone who may sign in. */
export async function listUsers(
  { client, terminal }: CommandTools,
  { isJson }: { readonly isJson: boolean },
): Promise<ExitCode> {
  const people = (await client.json('/api/people')) as readonly ListedPerson[];
  const { words } = terminal;
  if (isJson) {
    terminal.print(JSON.stringify(people.map(({ name, role, hasPassword }) => ({ name, role, hasPassword }))));
    return EXIT.done;
  }
  if (people.length === 0) terminal.say(words.nobody);
  for (const { name, role, hasPassword } of people) {
    terminal.print(`${name}  (${words.roles[role]}, ${words.hasPassword(hasPassword)})`);
  }
  return EXIT.done;
}
