/** Whether keys are called as on a Mac. */
export function isMacKeyboard(): boolean {
  return /mac|iphone|ipad/i.test(navigator.platform);
}

/** Whether keys pressed here belong to a field that is written in. */
export function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable=""], [contenteditable="true"]') !== null
  );
}

/** Whether a dialog or a menu has the keyboard. */
export function isInDialog(): boolean {
  return document.querySelector('dialog[open], :popover-open[role="menu"]') !== null;
}
