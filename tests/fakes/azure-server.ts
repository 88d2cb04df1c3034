import { type FakeModelServer, type FakeProtocol, type FakeScript, startFakeModelServer } from './model-server';
import { readChat, writeChunks } from './openai-server';

const DEPLOYMENT = /^\/openai\/deployments\/([^/]+)\/chat\/completions\?api-version=\d{4}-\d{2}-\d{2}/;

/** Azure OpenAI: the deployment stands in the address, the API version in the query, the key in a header of its own. */
const azureProtocol: FakeProtocol = {
  baseUrl: (origin) => origin,
  read(path, headers, body) {
    const deployment = DEPLOYMENT.exec(path)?.[1];
    if (deployment === undefined) return null;
    const key = headers['api-key'];
    return { ...readChat(body), model: decodeURIComponent(deployment), key: typeof key === 'string' ? key : null };
  },
  write: writeChunks,
  refuse: (status) => ({
    status,
    body: { error: { code: status === 404 ? 'DeploymentNotFound' : String(status), message: 'CANARY-provider-words' } },
  }),
};

/** Starts the fake Azure; its models are deployments. */
export function startFakeAzure(options: { script?: FakeScript } = {}): Promise<FakeModelServer> {
  return startFakeModelServer(azureProtocol, options);
}
