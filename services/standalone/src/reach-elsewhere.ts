import { Failure, isFailure } from '@diachi/domain';
import type { Language } from '@diachi/messages';
import { ConfigError } from '@diachi/process';
import type { AllSettings } from './all-settings.ts';
import type { LibraryCommand } from './command.ts';
import { createLibraryClient, type LibraryClient } from './library-client.ts';
import { standaloneSettings } from './standalone-settings.ts';

export type LibraryElsewhere = {
  readonly client: LibraryClient;
  readonly publicAddress: string;
  /** Does what only the operator may. Fails with `command.not-operator` when the library takes us for somebody else. */
  asOperator<Result>(work: () => Promise<Result>): Promise<Result>;
};

const takenForAnother = new Set(['access.sign-in-needed', 'access.bad-token', 'access.not-allowed']);

/**
 * A library that is open elsewhere, such as a cluster's. Fails with `command.needs-files` for what works on files of the library's own
 * machine, and as settings do when nothing says by which token commands are its operator.
 */
export function reachElsewhere(
  { libraryUrl, operatorToken, publicUrl }: Pick<AllSettings, 'libraryUrl' | 'operatorToken' | 'publicUrl'>,
  { name }: Pick<LibraryCommand, 'name'>,
  language: Language,
): LibraryElsewhere {
  const details = { address: libraryUrl };
  if (operatorToken === '') {
    const { env, doc } = standaloneSettings.operatorToken;
    throw new ConfigError(`The configuration cannot be used:\n  ${env} is not set, but DIACHI_URL is (${doc})`);
  }
  if (name === 'ingest') {
    const message = `The library at ${libraryUrl} cannot see files of this machine. Open its page for uploading instead.`;
    throw new Failure('invalid', 'command.needs-files', message, { details });
  }
  return {
    client: createLibraryClient({ address: libraryUrl, token: operatorToken }, language),
    // People do not come by the operator's door.
    publicAddress: publicUrl?.origin ?? libraryUrl,
    asOperator: async (work) => {
      try {
        return await work();
      } catch (cause) {
        if (!isFailure(cause) || !takenForAnother.has(cause.code)) throw cause;
        const message = `The library at ${libraryUrl} does not know this command as its operator. Name its inner door in DIACHI_URL, and the token of its services in OPERATOR_TOKEN.`;
        throw new Failure('invalid', 'command.not-operator', message, { cause, details });
      }
    },
  };
}
