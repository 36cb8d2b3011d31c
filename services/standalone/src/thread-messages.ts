import type { CarriedError } from './carried-error.ts';

/** What the main thread tells a step thread. */
export type ToThread =
  | {
      readonly kind: 'run';
      readonly run: number;
      readonly job: string;
      readonly payload: unknown;
      readonly attempt: number;
    }
  | { readonly kind: 'abort'; readonly run: number }
  | { readonly kind: 'close' };

/** What a step thread tells the main thread. */
export type FromThread =
  /** It has opened what it needs. What ends it from now on ends it over its work. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly run: number }
  | { readonly kind: 'broke'; readonly run: number; readonly thrown: CarriedError }
  /** Something is damaged that work goes on without. */
  | { readonly kind: 'noticed'; readonly thrown: CarriedError }
  /** Something in the thread did not close; the thread ends all the same. */
  | { readonly kind: 'not-closed'; readonly thrown: CarriedError };
