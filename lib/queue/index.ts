export type { Bell, BellListener } from './bell';
export { type BellOptions, createBell } from './create-bell';
export { prepareQueue } from './prepare-queue';
