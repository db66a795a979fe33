/** What a person cannot read without scrolling sideways, or at all. Runs on the page. */
export function complaints() {
  const found = new Set();
  const page = document.scrollingElement;
  if (page.scrollWidth > page.clientWidth) found.add(`the page scrolls sideways: ${page.scrollWidth}`);

  const parent = (node) => node.assignedSlot ?? node.parentElement ?? node.getRootNode().host;
  const ancestors = (node) => {
    const all = [];
    for (let up = parent(node); up; up = parent(up)) all.push(up);
    return all;
  };
  const name = (element) => element.localName + (element.id && `#${element.id}`);

  const text = (node) => {
    const around = ancestors(node);
    // A slot has no box of its own.
    const unseen = (element) =>
      (element.localName !== 'slot' && !element.checkVisibility()) || getComputedStyle(element).clipPath !== 'none';
    if (!node.data.trim() || around.some((element) => element.matches('script, style, select, datalist'))) return;
    if (around.some(unseen)) return;
    const range = new Range();
    range.selectNodeContents(node);
    for (const { left, right, top, bottom } of range.getClientRects()) {
      if (left < -1 || right > page.clientWidth + 1) found.add(`beside the page: ${node.data.trim()}`);
      for (const element of around) {
        const { display, overflowY } = getComputedStyle(element);
        if (/^(inline|contents)$/.test(display) || element.contains(page)) continue;
        const box = element.getBoundingClientRect();
        const cut = /hidden|clip/.test(overflowY) && (top < box.top - 1 || bottom > box.bottom + 1);
        const isOutside = left < box.left - 1 || right > box.right + 1;
        if (isOutside || cut) found.add(`out of ${name(element)}: ${node.data.trim()}`);
      }
    }
  };

  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return text(node);
    const isWide = node.nodeType === Node.ELEMENT_NODE && node.scrollWidth > node.clientWidth + 1;
    if (isWide && node.localName !== 'input' && /auto|scroll|hidden|clip/.test(getComputedStyle(node).overflowX)) {
      found.add(`${name(node)} scrolls sideways`);
    }
    for (const child of [...(node.shadowRoot?.childNodes ?? []), ...node.childNodes]) walk(child);
  };
  walk(document.body);
  return [...found];
}
