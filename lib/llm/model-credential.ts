/** A credential opened for one call. `config` is what Settings > Models saved. */
export interface ModelCredential {
  kind: string;
  config: {
    /** Of Azure, the endpoint. */
    baseUrl?: string | undefined;
    /** Of Azure, the model behind the deployment. */
    defaultModel?: string | undefined;
    /** Azure only: what is called where the node names no model. */
    deployment?: string | undefined;
    /** Azure only. */
    apiVersion?: string | undefined;
    /** The key goes to these hosts and no others; absent in credentials saved before they were recorded. */
    hosts?: readonly string[] | undefined;
  };
  /** Empty for servers without a key. */
  secret: string;
}

/** Finds a workspace's credential by name or id, or its first for the provider; null when there is none. */
export type FindModelCredential = (workspaceId: string, nameOrId: string | undefined, provider: string) => Promise<ModelCredential | null>;
