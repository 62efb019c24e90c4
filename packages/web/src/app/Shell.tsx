import { Kbd, UnstyledButton } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { Link, Outlet, useLocation } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useState } from "react";
import { ColorSchemeToggle } from "./ColorSchemeToggle.js";
import { type KeyWindow, useShortcuts } from "./keyboard/use-shortcuts.js";
import { MAIN_PAGES, mainPageOf } from "./pages.js";
import classes from "./Shell.module.css";
import { Unreachable } from "./Unreachable.js";

const importPalette = () => import("./palette/CommandPalette.js");
const CommandPalette = lazy(async () => ({ default: (await importPalette()).CommandPalette }));
const ShortcutsDialog = lazy(async () => ({
  default: (await import("./keyboard/ShortcutsDialog.js")).ShortcutsDialog,
}));

/** The palette is loaded so long after the page, in milliseconds. */
const PALETTE_AFTER = 2000;

/** What is around every page: the name, the ways to the main lists and to everything by its name, light or dark. */
export function Shell() {
  const here = useLocation({ select: ({ pathname }) => mainPageOf(pathname) });
  const [opened, setOpened] = useState<KeyWindow>();
  useShortcuts(setOpened);
  // Who presses the keys goes on typing at once.
  useEffect(() => {
    const timer = window.setTimeout(() => void importPalette().catch(() => undefined), PALETTE_AFTER);
    return () => window.clearTimeout(timer);
  }, []);
  const close = () => setOpened(undefined);
  return (
    <>
      <a className={classes.skip} href="#main">
        Skip to the content
      </a>
      <header className={classes.bar}>
        <Link to="/" className={classes.name}>
          Slipway
        </Link>
        <nav aria-label="Main">
          {MAIN_PAGES.map((page) => (
            <Link key={page.to} to={page.to} className={classes.link} data-here={page === here || undefined}>
              {page.label}
            </Link>
          ))}
        </nav>
        <UnstyledButton className={classes.search} onClick={() => setOpened("palette")}>
          <IconSearch size={15} aria-hidden />
          <span>Go to …</span>
          <Kbd size="xs">Ctrl K</Kbd>
        </UnstyledButton>
        <ColorSchemeToggle />
      </header>
      <Unreachable />
      <main id="main" className={classes.main} tabIndex={-1}>
        <Outlet />
      </main>
      <Suspense>
        {opened === "palette" && <CommandPalette onClose={close} showKeys={() => setOpened("help")} />}
        {opened === "help" && <ShortcutsDialog onClose={close} />}
      </Suspense>
    </>
  );
}
