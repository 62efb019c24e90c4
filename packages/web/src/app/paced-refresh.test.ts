import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { expect, it, onTestFinished } from "vitest";
import { pacedRefresh } from "./paced-refresh.js";

/** A page that shows one query, whose answers take a while. */
function showing(name: string, queries = new QueryClient()) {
  let asked = 0;
  let cancelled = 0;
  const observer = new QueryObserver(queries, {
    queryKey: [name],
    queryFn: async ({ signal }) => {
      const number = ++asked;
      signal.addEventListener("abort", () => cancelled++);
      await new Promise((resolve) => setTimeout(resolve, 20));
      return number;
    },
  });
  onTestFinished(observer.subscribe(() => undefined));
  return { queries, counts: () => ({ asked, cancelled }), answer: () => observer.getCurrentResult().data };
}

const shown = () => true;

it("asks again once the page has its first answers, which are not thrown away", async () => {
  const { queries, counts, answer } = showing("runs");
  await pacedRefresh(queries, shown)();
  expect(answer()).toBe(2);
  expect(counts()).toEqual({ asked: 2, cancelled: 0 });
});

it("asks once for all changes that come while it is asking", async () => {
  const { queries, counts } = showing("runs");
  const refresh = pacedRefresh(queries, shown);
  await refresh();
  const first = refresh();
  await new Promise((resolve) => setTimeout(resolve, 10));
  for (let n = 0; n < 50; n++) void refresh();
  await first;
  expect(counts()).toEqual({ asked: 4, cancelled: 0 });
});

it("leaves alone what is not meant", async () => {
  const { queries, counts } = showing("runs");
  const files = showing("artifacts", queries);
  const refresh = pacedRefresh(queries, ({ queryKey: [kind] }) => kind !== "artifacts");
  await refresh();
  await refresh(({ state }) => state.dataUpdatedAt < Date.now() - 60_000);
  expect(counts().asked).toBe(2);
  expect(files.counts().asked).toBe(1);
});
