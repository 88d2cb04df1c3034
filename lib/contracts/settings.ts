import { z } from 'zod';
import { idSchema, timeSchema } from './common';

/** What a principal may do. Routes declare one; services check it against the loaded resource. */
export const PERMISSIONS = [
  'flow:read',
  'flow:edit',
  'flow:publish',
  'flow:delete',
  'run:read',
  'run:start',
  'run:cancel',
  'credential:use',
  'credential:manage',
  'approval:decide',
  'usage:read',
  'member:manage',
  'audit:read',
] as const;
export const permissionSchema = z.enum(PERMISSIONS);
export type Permission = z.infer<typeof permissionSchema>;

export const meSchema = z.object({
  userId: z.string().nullable(),
  displayName: z.string(),
  role: z.string(),
  workspaceId: z.string(),
  workspaceName: z.string(),
  permissions: z.array(permissionSchema),
});

export const createTokenSchema = z.strictObject({
  name: z.string().trim().min(1).max(128),
  scopes: z.array(permissionSchema).min(1),
  expiresInDays: z.number().int().min(1).max(3650).optional(),
});

export const tokenSchema = z.object({
  id: idSchema,
  name: z.string(),
  prefix: z.string(),
  scopes: z.array(permissionSchema),
  createdAt: timeSchema,
  expiresAt: timeSchema.nullable(),
  lastUsedAt: timeSchema.nullable(),
});

/** The token itself is answered once, here, and never again. */
export const createdTokenSchema = tokenSchema.extend({ token: z.string() });
export const tokenListSchema = z.object({ items: z.array(tokenSchema) });

const hostSchema = z.string().max(256);

/**
 * A credential's settings that are no secret. `hosts` bounds where the secret may be sent; of a model provider they follow from the base
 * URL. `deployment` and `apiVersion` are Azure OpenAI's, whose default model is the one behind the deployment.
 */
export const credentialConfigSchema = z.strictObject({
  baseUrl: z.url().max(512).optional(),
  defaultModel: z.string().max(128).optional(),
  deployment: z.string().min(1).max(64).optional(),
  apiVersion: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}(-preview)?$/)
    .optional(),
  hosts: z.array(hostSchema).max(50).optional(),
  header: z.string().max(128).optional(),
});

export const credentialKindSchema = z.enum([
  'openai',
  'azure_openai',
  'anthropic',
  'google',
  'openai_compatible',
  'http_header',
  'webhook_secret',
]);

export const saveCredentialSchema = z.strictObject({
  name: z.string().trim().min(1).max(128),
  kind: credentialKindSchema,
  config: credentialConfigSchema.default({}),
  /** Required on create; absent on update keeps what is stored, unless it would go to another host. May be empty for servers without a key. */
  secret: z.string().max(8192).optional(),
});

/** Never holds the secret. */
export const credentialSchema = z.object({
  id: idSchema,
  name: z.string(),
  kind: credentialKindSchema,
  config: credentialConfigSchema,
  createdAt: timeSchema,
  updatedAt: timeSchema,
  lastUsedAt: timeSchema.nullable(),
});
export const credentialListSchema = z.object({ items: z.array(credentialSchema) });
/** Answer of "test": one tiny model call through the credential. */
export const credentialTestSchema = z.object({ ok: z.boolean(), message: z.string(), durationMs: z.number() });

/** A provider as the editor lists it: `configured` = a credential exists (always true for `demo`). */
export const providerSchema = z.object({
  id: z.string(),
  title: z.string(),
  configured: z.boolean(),
  models: z.array(z.string()),
  defaultModel: z.string().nullable(),
});
export const providerListSchema = z.object({ items: z.array(providerSchema) });

export type Me = z.infer<typeof meSchema>;
export type CreateToken = z.infer<typeof createTokenSchema>;
export type TokenView = z.infer<typeof tokenSchema>;
export type SaveCredential = z.infer<typeof saveCredentialSchema>;
export type CredentialView = z.infer<typeof credentialSchema>;
export type CredentialKind = z.infer<typeof credentialKindSchema>;
export type ProviderView = z.infer<typeof providerSchema>;
