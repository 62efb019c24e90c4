import "@mantine/core/styles.css";
import "./global.css";
import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { pageOfOldAddress } from "./old-addresses.js";
import { queryClient } from "./query-client.js";
import { router } from "./router.js";
import { staticPrefix } from "./static-prefix.js";
import { theme } from "./theme.js";

/** Opens the matching page when the browser was sent to an old address, at the start or by a link. */
function followOldAddress(): void {
  const page = pageOfOldAddress(window.location.hash);
  if (page !== undefined) router.history.replace(staticPrefix + page);
}

followOldAddress();
window.addEventListener("hashchange", followOldAddress);

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no element #root");
createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
