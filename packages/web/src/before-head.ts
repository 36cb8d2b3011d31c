import type { Response } from 'express';

/** Does something with the headers of an answer just before they are sent, when all of them are known. What is put in last is done first. */
export function beforeHead(response: Response, change: () => void): void {
  const writeHead = response.writeHead.bind(response) as (...head: readonly unknown[]) => Response;
  const changing = (...head: readonly unknown[]) => {
    change();
    return writeHead(...head);
  };
  response.writeHead = changing as Response['writeHead'];
}
