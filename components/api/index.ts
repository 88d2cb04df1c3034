export { ApiProvider, useApi, useLive, useLiveStatus } from './api-provider';
export { errorText } from './error-text';
export { QueryError } from './query-error';
