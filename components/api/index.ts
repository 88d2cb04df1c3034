export { ApiProvider, useApi, useLive, useLiveStatus } from './api-provider';
export { callNextAuth, signInBy } from './call-next-auth';
export { errorText } from './error-text';
export { QueryError } from './query-error';
