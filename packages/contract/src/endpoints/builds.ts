import { endpoint } from "../endpoint.js";
import { Build } from "../entities/build.js";
import { PageToken } from "../entities/page.js";
import { Run } from "../entities/run.js";
import { Int32, List, Maybe, Message, Required, Text } from "../wire/scalars.js";

/** Builds, in whichever experiment they and their runs were logged. */
export const builds = {
  search: endpoint({
    name: "builds.search",
    method: "POST",
    path: "/builds/search",
    prefix: "slipway",
    access: { resource: "run", needs: "READ" },
    request: Message({
      /** What must hold of the build's own run, as in `runs/search`. */
      filter: Maybe(Text()),
      max_results: Int32({ default: 100 }),
      page_token: PageToken,
    }),
    /** Newest first. */
    response: Message({ builds: List(Build), next_page_token: PageToken }),
  }),
  runs: endpoint({
    name: "builds.runs",
    method: "POST",
    path: "/builds/runs",
    prefix: "slipway",
    access: { resource: "run", id: "run_id", needs: "READ" },
    request: Message({
      /** The run that the build is. */
      run_id: Required(),
      /** What the answer carries of each run, as in `runs/search`. */
      fields: List(Text()),
      max_results: Int32({ default: 1000 }),
      page_token: PageToken,
    }),
    /** Oldest first. */
    response: Message({ runs: List(Run), next_page_token: PageToken }),
  }),
};
