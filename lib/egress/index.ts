export { type CallCredential, createEgress, type Egress, type EgressOptions } from './create-egress';
