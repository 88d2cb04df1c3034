export { type CallbackTokens, createCallbackTokens } from './callback-token';
export { openBytes, sealBytes } from './envelope';
export type { KeyStore, WrappedKey } from './key-store';
export { createKeyring, type Keyring, type SealPlace } from './keyring';
export { loadMasterKey, type MasterKey } from './master-key';
export { hashPassword, needsRehash, verifyPassword } from './password-hash';
export { Secret } from './secret';
export { constantTimeEqual, hashToken, hmac, randomToken, verifyHmac } from './tokens';
export { verifyMasterKey } from './verify-master-key';
