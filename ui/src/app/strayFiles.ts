// A file dropped beside the place for it would be opened by the browser instead of the studio, and what was typed be gone.

export function holdStrayFiles(page: Window): void {
  const hold = (event: DragEvent) => {
    if (event.defaultPrevented || !event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "none";
  };
  page.addEventListener("dragover", hold);
  page.addEventListener("drop", hold);
}
