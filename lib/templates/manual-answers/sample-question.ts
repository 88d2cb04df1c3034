/** A question as owners ask it: its words are not all the manual's. */
export const SAMPLE_QUESTION =
  'The display shows E7 and the master valve stays closed. What does that mean, and can I open the valve from the app?';
