import { Link, Outlet, useLocation } from "@tanstack/react-router";
import { ColorSchemeToggle } from "./ColorSchemeToggle.js";
import classes from "./Shell.module.css";

/** The main lists; a page belongs to the last one that its address begins with. */
const PLACES = [
  { to: "/", label: "Experiments" },
  { to: "/builds", label: "Builds" },
  { to: "/models", label: "Models" },
] as const;

/** What is around every page: the name, the ways to the main lists, light or dark. */
export function Shell() {
  const here = useLocation({
    select: ({ pathname }) => PLACES.findLast(({ to }) => pathname.startsWith(to))?.to,
  });
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
          {PLACES.map(({ to, label }) => (
            <Link key={to} to={to} className={classes.link} data-here={to === here || undefined}>
              {label}
            </Link>
          ))}
        </nav>
        <ColorSchemeToggle />
      </header>
      <main id="main" className={classes.main} tabIndex={-1}>
        <Outlet />
      </main>
    </>
  );
}
