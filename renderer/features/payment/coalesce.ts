/**
 * Makes a function that may be called as often as one likes: it runs one at a time, at most once per `gapMs`, and once
 * more after the last call, so that nothing is missed.
 */
export function coalesce(work: () => Promise<void>, gapMs: number): () => void {
  let running = false;
  let again = false;
  const run = async (): Promise<void> => {
    running = true;
    do {
      again = false;
      await work();
      await new Promise((resolve) => setTimeout(resolve, gapMs));
    } while (again);
    running = false;
  };
  return () => {
    if (running) again = true;
    else void run();
  };
}
