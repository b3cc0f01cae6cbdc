// Which rows a scroll position shows. The scroller is as tall as all rows together up to a height that every web view can
// lay out; beyond it the position is read proportionally, so a million rows scroll as well as a hundred.

export const HEIGHT_MAX_PX = 8_000_000;

export interface Viewport {
  total: number;
  rowPx: number;
  viewPx: number;
}

export const fullHeight = ({ total, rowPx }: Viewport): number => Math.min(total * rowPx, HEIGHT_MAX_PX);

/** Rows that scroll past above the view, with its fraction. */
export function rowsAbove(view: Viewport, scrollPx: number): number {
  const room = fullHeight(view) - view.viewPx;
  if (room <= 0) return 0;
  const most = view.total - view.viewPx / view.rowPx;
  return (Math.min(Math.max(scrollPx, 0), room) / room) * most;
}

/** The scroll position that puts `above` rows above the view. */
export function scrollFor(view: Viewport, above: number): number {
  const room = fullHeight(view) - view.viewPx;
  const most = view.total - view.viewPx / view.rowPx;
  return most <= 0 || room <= 0 ? 0 : (Math.min(Math.max(above, 0), most) / most) * room;
}
