/** Elements whose content is wider than they are, or is cut off. Runs on the page. */
export function complaints() {
  const inside = (root) =>
    [...root.querySelectorAll('*')].flatMap((each) => [each, ...(each.shadowRoot ? inside(each.shadowRoot) : [])]);
  // A field scrolls by itself, and a closed clip path hides text for screen readers.
  const isText = (element) =>
    element.checkVisibility() && !element.matches('input, select') && getComputedStyle(element).clipPath === 'none';
  const isTooSmall = (element) => {
    const { display, overflowY } = getComputedStyle(element);
    if (/^(inline|contents)$/.test(display)) return false;
    const isCut = /hidden|clip/.test(overflowY) && element.scrollHeight > element.clientHeight + 1;
    return isCut || element.scrollWidth > element.clientWidth + 1;
  };
  return inside(document).filter((element) => isText(element) && isTooSmall(element)).map((each) => each.outerHTML);
}
