/** A credential opened for one call. `config` is what Settings > Models saved. */
export interface ModelCredential {
  kind: string;
  config: { baseUrl?: string | undefined; defaultModel?: string | undefined };
  /** Empty for servers without a key. */
  secret: string;
}

/** Finds a workspace's credential by name or id, or its first for the provider; null when there is none. */
export type FindModelCredential = (workspaceId: string, nameOrId: string | undefined, provider: string) => Promise<ModelCredential | null>;
