import pg from 'pg';

/** One connection that stays: it sends statements and hears notifications, and comes back by itself when it is lost. */
export interface ListenConnection {
  /** Rejects while the connection is away. */
  query(text: string, values?: unknown[]): Promise<void>;
  /** Starts or stops hearing the channel, now and after every reconnection. */
  setListening(on: boolean): void;
  close(): Promise<void>;
}

interface Options {
  databaseUrl: string;
  channel: string;
  onMessage: (message: string) => void;
  onError: (error: Error) => void;
}

const RETRY_MS = [50, 100, 250, 500, 1000, 2000];

/** Opens the connection in the background, without waiting for the disk at commit: what it carries may be lost. */
export function openListenConnection(options: Options): ListenConnection {
  let client: pg.Client | null = null;
  let connecting: Promise<pg.Client> | null = null;
  let retry: NodeJS.Timeout | undefined;
  let failures = 0;
  let listening = false;
  let closed = false;

  const lose = (lost: pg.Client, error: Error) => {
    if (client === lost) client = null;
    lost.removeAllListeners('notification');
    void lost.end().catch(() => {});
    if (closed) return;
    options.onError(error);
    const delay = RETRY_MS[Math.min(failures++, RETRY_MS.length - 1)];
    clearTimeout(retry);
    retry = setTimeout(() => void connection().catch(() => {}), delay);
  };

  const connect = async (): Promise<pg.Client> => {
    const fresh = new pg.Client({
      connectionString: options.databaseUrl,
      application_name: 'millrace-live',
      options: '-c synchronous_commit=off',
      connectionTimeoutMillis: 3000,
      query_timeout: 5000,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
    });
    fresh.on('error', (error) => lose(fresh, error));
    fresh.on('notification', (message) => options.onMessage(message.payload ?? ''));
    try {
      await fresh.connect();
      if (listening) await fresh.query(`LISTEN ${options.channel}`);
    } catch (error) {
      lose(fresh, error as Error); // pg rejects with errors only
      throw error;
    }
    failures = 0;
    client = fresh;
    return fresh;
  };

  const connection = async (): Promise<pg.Client> => {
    if (closed) throw new Error('The connection was closed.');
    if (client !== null) return client;
    connecting ??= connect().finally(() => {
      connecting = null;
    });
    return connecting;
  };

  return {
    query: async (text, values = []) => {
      // While a reconnection is due nothing waits for it: hints are worth nothing later.
      if (failures > 0 && client === null) throw new Error('The connection is away.');
      await (await connection()).query(text, values);
    },
    setListening: (on) => {
      if (listening === on) return;
      listening = on;
      // A failed statement means a lost connection, and the next one listens by itself.
      void connection()
        .then((open) => open.query(`${listening ? 'LISTEN' : 'UNLISTEN'} ${options.channel}`))
        .catch(() => {});
    },
    close: async () => {
      closed = true;
      clearTimeout(retry);
      await connecting?.catch(() => {});
      await client?.end().catch(() => {});
    },
  };
}
