/** Business keys a run may have. */
export const MOST_LABELS = 8;

/** Name of a business key: a letter, then letters, digits, `_`, `.` and `-`. */
export const LABEL_NAME = /^[A-Za-z][A-Za-z0-9_.-]{0,63}$/;

/** Characters of a label's template. */
export const MOST_LABEL_TEMPLATE = 1024;

/** Characters of a label on a run. */
export const MOST_LABEL_TEXT = 128;

/** Characters of a cost tag. */
export const MOST_COST_TAG = 64;
