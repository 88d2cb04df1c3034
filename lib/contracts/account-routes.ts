import { z } from 'zod';
import { accountSchema, changePasswordSchema, updateAccountSchema } from './account';
import type { RouteContract } from './routes';
import { meSchema } from './settings';

/** The routes of one's own account, a part of `ROUTES`. */
export const ACCOUNT_ROUTES = {
  getMe: { method: 'GET', path: '/api/me', summary: 'Who is signed in', permission: 'signed_in', data: meSchema },
  getAccount: {
    method: 'GET',
    path: '/api/account',
    summary: "The signed-in person's account",
    permission: 'signed_in',
    data: accountSchema,
  },
  updateAccount: {
    method: 'PUT',
    path: '/api/account',
    summary: 'Change name or e-mail address',
    permission: 'signed_in',
    body: updateAccountSchema,
    data: accountSchema,
  },
  changePassword: {
    method: 'PUT',
    path: '/api/account/password',
    summary: 'Set a password and end every session',
    permission: 'signed_in',
    body: changePasswordSchema,
    data: z.null(),
  },
  signOutEverywhere: {
    method: 'POST',
    path: '/api/account/sign-out-everywhere',
    summary: 'End every session of the signed-in person',
    permission: 'signed_in',
    data: z.null(),
  },
} satisfies Record<string, RouteContract>;
