export { ClientError, isClientError } from './client-error';
export { type Api, type CallOptions, createApi, type RouteData } from './create-api';
export { createLiveClient, type LiveClient, type LiveStatus, type RunSubscription } from './live';
