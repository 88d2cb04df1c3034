import type { ReactNode } from 'react';
import { Waves } from '@/components/shell';
import { PreferenceBar } from '@/components/ui/preference-bar';
import styles from './sign-in.module.css';

/** The card in the middle of every page one sees before being signed in, with language and theme below it. */
export function SignInFrame({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className={styles.page}>
      <div className={styles.column}>
        <div className={styles.card}>
          <span className={styles.sign}>
            <Waves size={26} />
          </span>
          <h1 className={styles.title}>{title}</h1>
          {children}
        </div>
        <PreferenceBar />
      </div>
    </main>
  );
}
