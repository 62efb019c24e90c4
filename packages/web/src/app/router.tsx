import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { readWebhooksSearch } from "../features/admin/webhooks-search.js";
import { readBuildSearch, readBuildsSearch } from "../features/builds/builds-search.js";
import { ExperimentsPage } from "../features/experiments/ExperimentsPage.js";
import { readExperimentsSearch } from "../features/experiments/experiments-search.js";
import { readCompareVersionsSearch } from "../features/model-versions/compare/compare-versions-search.js";
import { readModelSearch } from "../features/registered-models/model-search.js";
import { readModelsSearch } from "../features/registered-models/models-search.js";
import { readCompareSearch } from "../features/runs/compare/compare-search.js";
import { readRunSearch } from "../features/runs/run-search.js";
import { readRunsSearch } from "../features/runs/runs-search.js";
import { LoadingState } from "../ui/LoadingState.js";
import { NotFound } from "../ui/NotFound.js";
import { Failure } from "./Failure.js";
import { Shell } from "./Shell.js";
import { staticPrefix } from "./static-prefix.js";

const root = createRootRoute({ component: Shell });

const experiments = createRoute({
  getParentRoute: () => root,
  path: "/",
  validateSearch: readExperimentsSearch,
  component: ExperimentsPage,
});

const runs = createRoute({
  getParentRoute: () => root,
  path: "/experiments/$experimentId",
  validateSearch: readRunsSearch,
  component: lazyRouteComponent(() => import("../features/runs/RunsPage.js"), "RunsPage"),
});

const run = createRoute({
  getParentRoute: () => root,
  path: "/runs/$runId",
  validateSearch: readRunSearch,
  component: lazyRouteComponent(() => import("../features/runs/RunPage.js"), "RunPage"),
});

const builds = createRoute({
  getParentRoute: () => root,
  path: "/builds",
  validateSearch: readBuildsSearch,
  component: lazyRouteComponent(() => import("../features/builds/BuildsPage.js"), "BuildsPage"),
});

const build = createRoute({
  getParentRoute: () => root,
  path: "/builds/$runId",
  validateSearch: readBuildSearch,
  component: lazyRouteComponent(() => import("../features/builds/BuildPage.js"), "BuildPage"),
});

const compare = createRoute({
  getParentRoute: () => root,
  path: "/compare",
  validateSearch: readCompareSearch,
  component: lazyRouteComponent(() => import("../features/runs/compare/ComparePage.js"), "ComparePage"),
});

const models = createRoute({
  getParentRoute: () => root,
  path: "/models",
  validateSearch: readModelsSearch,
  component: lazyRouteComponent(
    () => import("../features/registered-models/RegisteredModelsPage.js"),
    "RegisteredModelsPage",
  ),
});

const model = createRoute({
  getParentRoute: () => root,
  path: "/models/$name",
  validateSearch: readModelSearch,
  component: lazyRouteComponent(
    () => import("../features/registered-models/RegisteredModelPage.js"),
    "RegisteredModelPage",
  ),
});

const modelVersion = createRoute({
  getParentRoute: () => root,
  path: "/models/$name/versions/$version",
  component: lazyRouteComponent(
    () => import("../features/model-versions/ModelVersionPage.js"),
    "ModelVersionPage",
  ),
});

const compareVersions = createRoute({
  getParentRoute: () => root,
  path: "/models/$name/compare",
  validateSearch: readCompareVersionsSearch,
  component: lazyRouteComponent(
    () => import("../features/model-versions/compare/CompareVersionsPage.js"),
    "CompareVersionsPage",
  ),
});

const adminServer = createRoute({
  getParentRoute: () => root,
  path: "/admin/server",
  component: lazyRouteComponent(() => import("../features/admin/ServerPage.js"), "ServerPage"),
});

const adminWebhooks = createRoute({
  getParentRoute: () => root,
  path: "/admin/webhooks",
  validateSearch: readWebhooksSearch,
  component: lazyRouteComponent(() => import("../features/admin/WebhooksPage.js"), "WebhooksPage"),
});

/** Every page and its address. */
export const router = createRouter({
  routeTree: root.addChildren([
    experiments,
    runs,
    run,
    builds,
    build,
    compare,
    models,
    model,
    compareVersions,
    modelVersion,
    adminServer,
    adminWebhooks,
  ]),
  basepath: staticPrefix || "/",
  defaultPreload: "intent",
  scrollRestoration: true,
  defaultNotFoundComponent: () => <NotFound />,
  defaultErrorComponent: Failure,
  defaultPendingComponent: () => <LoadingState />,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
