export { SignInFrame } from './sign-in-frame';
export { SignInPage } from './sign-in-page';
