// A part of the screen that scrolls by itself is reached by keys, but only while it has something to scroll.
export function reachedWhenScrolled(node: HTMLElement): () => void {
  const look = () => {
    if (node.scrollHeight > node.clientHeight + 1) node.tabIndex = 0;
    else node.removeAttribute('tabindex');
  };
  const size = new ResizeObserver(look);
  const content = new MutationObserver(look);
  size.observe(node);
  content.observe(node, { childList: true, subtree: true, characterData: true });
  return () => (size.disconnect(), content.disconnect());
}
