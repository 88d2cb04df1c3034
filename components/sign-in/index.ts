export { NewPasswordField } from './new-password-field';
export { SetupPage } from './setup-page';
export { SignInFrame } from './sign-in-frame';
export { SignInLinkPage } from './sign-in-link-page';
export { SignInPage } from './sign-in-page';
