import { Failure, isFailure, type PageIndex } from '@diachi/domain';

/** Does something for one page; a failure of it then says on which. */
export async function onPage<Result>(page: PageIndex, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (thrown) {
    if (!isFailure(thrown)) throw thrown;
    const { kind, code, message, details, cause } = thrown;
    throw new Failure(kind, code, message, { cause, details: { ...details, page } });
  }
}
