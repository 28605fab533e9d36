// A dialog that opens takes the focus to the first thing in it, which is the cross that closes it: whoever opened it to write
// goes on writing instead, and whoever is only asked answers with Enter. A step that destroys something waits for the hand.

const field = "input:not([type=hidden]):not([type=radio]):not([type=checkbox]):not([readonly]):not(:disabled), textarea:not(:disabled), select:not(:disabled)";

export function focusFieldsOfDialogs(page: Document): void {
  page.addEventListener("focusin", ({ target, relatedTarget }) => {
    if (!(target instanceof HTMLElement) || !target.matches(".ant-modal-close") || matchMedia("(pointer: coarse)").matches) return;
    const dialog = target.closest(".ant-modal");
    if (!dialog || (relatedTarget instanceof Node && dialog.contains(relatedTarget))) return;
    const first = dialog.querySelector<HTMLElement>(".ant-modal-body")?.querySelector<HTMLElement>(field);
    (first ?? dialog.querySelector<HTMLElement>(".ant-modal-footer .ant-btn-primary:not(.ant-btn-dangerous)"))?.focus();
  });
}
