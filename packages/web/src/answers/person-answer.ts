import { ROLES } from '@diachi/domain';
import { z } from 'zod';
import { timeAnswer } from './document-answer.ts';

const role = z.enum(ROLES);
const library = z
  .string()
  .nullable()
  .describe('The code of the library where they are a member, work, or are sitting.');

/** Who is asking. */
export const sessionAnswer = z
  .object({
    name: z.string().nullable().describe('Null for whoever has not signed in.'),
    role,
    library,
    csrfToken: z.string().describe('To be sent as x-csrf-token with what changes something; empty without a session.'),
  })
  .meta({ id: 'Session', description: 'Who is asking.' });

export const signedInAnswer = z.object({ name: z.string(), role });

/** Somebody who may sign in. */
export const personAnswer = z
  .object({ id: z.int(), name: z.string(), role, library, createdAt: timeAnswer, hasPassword: z.boolean() })
  .meta({ id: 'Person', description: 'Somebody who may sign in.' });

/** Somebody, and the one-time link that was just made for them. */
export const invitationAnswer = z
  .object({
    id: z.int(),
    name: z.string(),
    role,
    library,
    link: z.url().describe('Leads in once, and is kept nowhere.'),
  })
  .meta({ id: 'Invitation', description: 'Somebody, and the one-time link that was just made for them.' });
