import type { LibraryClient } from '../library-client.ts';

type Answer = unknown | Error | (() => unknown);

/** A library that answers each path as given: with a value, with what a function says, or by failing. What is sent to it is kept. */
export function answeringClient(answers: Readonly<Record<string, Answer>>): LibraryClient & { sent: string[] } {
  const sent: string[] = [];
  const answer = async (path: string): Promise<unknown> => {
    if (!(path in answers)) throw new Error(`Nobody expected to be asked for ${path}.`);
    const given = answers[path];
    if (given instanceof Error) throw given;
    return typeof given === 'function' ? given() : given;
  };
  const never = () => {
    throw new Error('Nobody expected that.');
  };
  return {
    sent,
    get: never,
    lines: never,
    events: never,
    json: answer,
    send: async (method, path) => {
      sent.push(`${method} ${path}`);
      return answer(`${method} ${path}`);
    },
  };
}
