// What a chart says at the pointer: a title and lines of names and values, with numbers in isolates of their own, so that ٪
// and signs keep their side.

export interface TipLine {
  name: string;
  value: string;
}

const isolated = (text: string): (string | HTMLElement)[] =>
  text.split(/([\p{Nd}\u066b\u066c]+)/u).map((piece, at) => {
    if (at % 2 === 0) return piece;
    const number = document.createElement('bdi');
    number.className = 'num';
    number.dir = 'ltr';
    number.textContent = piece;
    return number;
  });

export function tip(title: string, lines: readonly TipLine[]): HTMLElement {
  const box = document.createElement('div');
  box.className = 'board-tip';
  box.dir = 'rtl';
  const add = (tag: string, text: string, to: HTMLElement = box) => {
    const element = document.createElement(tag);
    element.append(...isolated(text));
    to.append(element);
    return element;
  };
  add('b', title);
  const list = add('dl', '');
  for (const line of lines) {
    add('dt', line.name, list);
    add('dd', line.value, list);
  }
  return box;
}

/** How every chart here shows its tip: at the nearest place along the axis. */
export const tipOption = (at: (place: number) => HTMLElement, otherwise = 0) => ({
  trigger: 'axis' as const,
  confine: true,
  transitionDuration: 0,
  padding: 0,
  borderWidth: 0,
  backgroundColor: 'transparent',
  extraCssText: 'box-shadow:none',
  formatter: (params: unknown) => {
    const first = Array.isArray(params) ? (params[0] as { dataIndex?: number } | undefined) : undefined;
    return at(first?.dataIndex ?? otherwise);
  },
});
