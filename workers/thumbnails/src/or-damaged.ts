import { Failure, overloaded, saysOverloaded } from '@diachi/domain';

/** The page has been through our own hands, so that a larger one is damage and no scan. */
export const MAX_PIXELS = 400_000_000;

/** Waits for a drawing that can only fail because memory or time ran out: `machine.overloaded`. */
export const orOverloaded = <Result>(drawing: Promise<Result>): Promise<Result> =>
  drawing.catch((thrown: unknown) => {
    throw saysOverloaded(thrown) ? overloaded(thrown) : thrown;
  });

/** Waits for what reads the page image: fails with `image.damaged`, or with `machine.overloaded`. */
export const orDamaged = <Result>(reading: Promise<Result>): Promise<Result> =>
  orOverloaded(reading).catch((cause: unknown) => {
    if (!isOfPicture(cause)) throw cause;
    throw new Failure('invalid', 'image.damaged', 'The page image in the store is damaged; read the document again.', {
      cause,
    });
  });

/** What libvips says of a picture is a plain error; the language's own kinds are bugs of ours. */
const isOfPicture = (thrown: unknown) => thrown instanceof Error && thrown.name === 'Error';
