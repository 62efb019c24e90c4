/**
 * The pages that everything else is reached from, in their order; `key` leads there after `g`. The addresses that begin
 * with `under` belong to it.
 */
export const MAIN_PAGES = [
  { to: "/", under: "/", label: "Experiments", key: "e" },
  { to: "/builds", under: "/builds", label: "Builds", key: "b" },
  { to: "/models", under: "/models", label: "Models", key: "m" },
  { to: "/admin/server", under: "/admin", label: "Admin", key: "a" },
] as const;

export type MainPage = (typeof MAIN_PAGES)[number];

/** The main page that an address without the static prefix belongs to: the last one that it begins with. */
export const mainPageOf = (pathname: string): MainPage | undefined =>
  MAIN_PAGES.findLast(({ under }) => pathname.startsWith(under));
