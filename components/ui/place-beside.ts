export type Side = 'bottom' | 'right' | 'top' | 'left';

/** Puts a fixed, open element beside another, turned to the other side or pushed inward where the window ends. */
export function placeBeside(
  element: HTMLElement,
  target: Element,
  { side, gap, align }: { side: Side; gap: number; align: 'start' | 'center' | 'end' },
): void {
  const box = target.getBoundingClientRect();
  const own = element.getBoundingClientRect();
  const along = (start: number, size: number, length: number) =>
    align === 'start' ? start : align === 'end' ? start + size - length : start + (size - length) / 2;
  let left = along(box.left, box.width, own.width);
  let top = along(box.top, box.height, own.height);
  if (side === 'bottom') top = box.bottom + gap + own.height > innerHeight ? box.top - gap - own.height : box.bottom + gap;
  if (side === 'top') top = box.top - gap - own.height < 0 ? box.bottom + gap : box.top - gap - own.height;
  if (side === 'right') left = box.right + gap + own.width > innerWidth ? box.left - gap - own.width : box.right + gap;
  if (side === 'left') left = box.left - gap - own.width < 0 ? box.right + gap : box.left - gap - own.width;
  element.style.left = `${clamp(left, innerWidth - own.width)}px`;
  element.style.top = `${clamp(top, innerHeight - own.height)}px`;
}

const MARGIN = 8;

function clamp(value: number, room: number): number {
  return Math.max(MARGIN, Math.min(value, room - MARGIN));
}
