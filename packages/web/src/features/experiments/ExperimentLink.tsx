import { Anchor } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { experimentQueries } from "./experiment-queries.js";

/** The way to an experiment, by its name; by its id until that is known. */
export function ExperimentLink({ experimentId }: { experimentId: string }) {
  const { data } = useQuery(experimentQueries.one(experimentId));
  const name = data?.name ?? experimentId;
  return (
    <Anchor
      fz="inherit"
      title={name}
      renderRoot={(props) => (
        <Link {...props} to="/experiments/$experimentId" params={{ experimentId }} search={{}} />
      )}
    >
      {name}
    </Anchor>
  );
}
