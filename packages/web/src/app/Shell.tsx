import { Link, Outlet, useLocation } from "@tanstack/react-router";
import { ColorSchemeToggle } from "./ColorSchemeToggle.js";
import classes from "./Shell.module.css";

/** What is around every page: the name, the ways to the main lists, light or dark. */
export function Shell() {
  const inModels = useLocation({ select: ({ pathname }) => pathname.startsWith("/models") });
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
          <Link to="/" className={classes.link} data-here={!inModels || undefined}>
            Experiments
          </Link>
          <Link to="/models" className={classes.link} data-here={inModels || undefined}>
            Models
          </Link>
        </nav>
        <ColorSchemeToggle />
      </header>
      <main id="main" className={classes.main} tabIndex={-1}>
        <Outlet />
      </main>
    </>
  );
}
