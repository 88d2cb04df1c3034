/** How long the hints of a busy run are gathered. */
export const GATHER_MS = 25;

export type LiveChannelOptions = (
  | {
      redisUrl: string;
      /** Keeps several installations on one Redis apart; `millrace` by default. */
      prefix?: string;
    }
  | { databaseUrl: string }
) & {
  /** Told of connection errors; the channel reconnects by itself. */
  onError?: (error: Error) => void;
};
