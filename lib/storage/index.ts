export { cleanText } from './clean-text';
export type { PayloadRow, PayloadStore } from './payload-store';
export { createPostgresKeyStore } from './postgres-key-store';
export { createPostgresPayloadStore, insertPayload } from './postgres-payload-store';
