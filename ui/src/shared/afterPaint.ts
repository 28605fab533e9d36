// What may wait until the answer to a click stands on the screen.

/** Runs `work` in the frame after the next, so that the next has been painted; answers what takes it back. */
export function afterPaint(work: () => void): () => void {
  let frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(work);
  });
  return () => cancelAnimationFrame(frame);
}
