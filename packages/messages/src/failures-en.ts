/** What failures say in English, by code; `{name}` is filled in from a failure's details. */
export const failuresEn = {
  'access.sign-in-needed': 'Sign in to do this.',
} satisfies Record<string, string>;

export type FailureTextKey = keyof typeof failuresEn;
