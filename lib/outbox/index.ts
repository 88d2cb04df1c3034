export { appendOutbox } from './append-outbox';
export type { OutboxMessage, OutboxSubscriber } from './outbox-message';
export { type OutboxRelay, type OutboxRelayOptions, startOutboxRelay } from './start-outbox-relay';
