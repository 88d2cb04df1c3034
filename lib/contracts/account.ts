import { z } from 'zod';

/** An e-mail address as it is stored and compared: without spaces around it, in lower case. */
export const emailSchema = z.string().trim().toLowerCase().max(320).pipe(z.email());
export const displayNameSchema = z.string().trim().min(1).max(128);

/** Longer than any password that is taken, so that a long one is refused for what it is. */
const passwordText = z.string().max(1024);

/** The signed-in person's own account. */
export const accountSchema = z.object({
  displayName: z.string(),
  email: z.string().nullable(),
  role: z.string(),
  hasPassword: z.boolean(),
});

/** What is not given stays. The address is what one signs in by, so changing it asks for the password, where there is one. */
export const updateAccountSchema = z.strictObject({
  displayName: displayNameSchema.optional(),
  email: emailSchema.optional(),
  currentPassword: passwordText.optional(),
});

/** `currentPassword` may be absent only while there is none. */
export const changePasswordSchema = z.strictObject({ currentPassword: passwordText.optional(), newPassword: passwordText });

/** What the setup page asks of the first owner. */
export const setUpOwnerSchema = z.strictObject({
  token: z.string().max(512),
  displayName: displayNameSchema,
  email: emailSchema,
  password: passwordText,
});

export type AccountView = z.infer<typeof accountSchema>;
export type UpdateAccount = z.infer<typeof updateAccountSchema>;
export type ChangePassword = z.infer<typeof changePasswordSchema>;
export type SetUpOwner = z.infer<typeof setUpOwnerSchema>;
