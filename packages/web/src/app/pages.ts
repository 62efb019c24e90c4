/** The pages that everything else is reached from, in their order; `key` leads there after `g`. */
export const MAIN_PAGES = [
  { to: "/", label: "Experiments", key: "e" },
  { to: "/builds", label: "Builds", key: "b" },
  { to: "/models", label: "Models", key: "m" },
] as const;

export type MainPage = (typeof MAIN_PAGES)[number];

/** The main page that an address without the static prefix belongs to: the last one that it begins with. */
export const mainPageOf = (pathname: string): MainPage | undefined =>
  MAIN_PAGES.findLast(({ to }) => pathname.startsWith(to));
