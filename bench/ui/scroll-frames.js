const DURATION = 3000;
const WHEEL = { every: 100, pixels: 400 };

/** Scrolls a part of a page for three seconds; how long each frame took, in milliseconds. */
export async function scrollFrames(page, scroller) {
  await page.locator(scroller).first().hover();
  const frames = page.evaluate(
    (duration) =>
      new Promise((resolve) => {
        const times = [];
        const began = performance.now();
        let last = began;
        const next = (now) => {
          times.push(now - last);
          last = now;
          if (now - began < duration) requestAnimationFrame(next);
          else resolve(times.slice(1));
        };
        requestAnimationFrame(next);
      }),
    DURATION,
  );
  for (let passed = 0; passed < DURATION - 2 * WHEEL.every; passed += WHEEL.every) {
    await page.mouse.wheel(0, WHEEL.pixels);
    await new Promise((resolve) => setTimeout(resolve, WHEEL.every));
  }
  return frames;
}
