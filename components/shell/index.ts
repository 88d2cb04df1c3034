export { AppProviders } from './app-providers';
export { PageFrame } from './page-frame';
export { Shell, Waves } from './shell';
