import type { FailureTextKey } from './failures-en.ts';

/** What failures say in Vietnamese, by code. */
export const failuresVi: Readonly<Record<FailureTextKey, string>> = {
  'access.sign-in-needed': 'Hãy đăng nhập để làm việc này.',
};
