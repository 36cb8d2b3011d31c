import type { Library } from '@diachi/domain';
import type { Frame } from '../frame.ts';

/** The libraries somebody may belong to, after none in particular. */
export const libraryChoices = ({ messages }: Frame, libraries: readonly Library[]) => [
  { value: '', label: messages.people.noLibrary },
  ...libraries.map(({ code, name }) => ({ value: code, label: name })),
];
