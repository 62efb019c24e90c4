import { useEffect, useState } from "react";

/**
 * Gives the focus back, when the component goes, to what had it when it came: for an entry of a menu, to the
 * button of the menu; where that is gone too, to the content of the page.
 */
export function useFocusReturn(): void {
  const [opener] = useState(() => openerOf(document.activeElement));
  useEffect(
    () => () => {
      const target = opener?.isConnected ? opener : document.getElementById("main");
      target?.focus({ preventScroll: true });
    },
    [opener],
  );
}

function openerOf(focused: Element | null): HTMLElement | undefined {
  const menu = focused?.closest("[role=menu]")?.getAttribute("aria-labelledby");
  const opener = menu ? document.getElementById(menu) : focused;
  return opener instanceof HTMLElement && opener !== document.body ? opener : undefined;
}
