// A dialog that opens takes the focus to the first thing in it, which is the cross that closes it: whoever opened it to write
// goes on writing instead. A dialog without a field keeps the focus where it is, so that Enter does nothing by mistake.

const field = "input:not([type=hidden]):not([type=radio]):not([type=checkbox]):not([readonly]):not(:disabled), textarea:not(:disabled), select:not(:disabled)";

export function focusFieldsOfDialogs(page: Document): void {
  page.addEventListener("focusin", ({ target, relatedTarget }) => {
    if (!(target instanceof HTMLElement) || !target.matches(".ant-modal-close") || matchMedia("(pointer: coarse)").matches) return;
    const dialog = target.closest(".ant-modal");
    if (!dialog || (relatedTarget instanceof Node && dialog.contains(relatedTarget))) return;
    dialog.querySelector<HTMLElement>(".ant-modal-body")?.querySelector<HTMLElement>(field)?.focus();
  });
}
