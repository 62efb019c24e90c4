/** How many files travel at the same time. */
const AT_ONCE = 4;

/** Does the same with each element, a few at a time. After an error nothing new is begun. */
export async function inParallel<T>(
  elements: Iterable<T>,
  work: (element: T) => Promise<void>,
): Promise<void> {
  const queue = [...elements];
  const worker = async () => {
    try {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) await work(next);
    } catch (error) {
      queue.length = 0;
      throw error;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
