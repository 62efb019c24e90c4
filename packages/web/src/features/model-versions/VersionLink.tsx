import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

interface Props {
  name: string;
  version: string;
  children?: ReactNode;
}

/** The way to a version of a registered model. */
export function VersionLink({ name, version, children }: Props) {
  return (
    <Anchor
      fz="inherit"
      renderRoot={(props) => (
        <Link {...props} to="/models/$name/versions/$version" params={{ name, version }} />
      )}
    >
      {children ?? `Version ${version}`}
    </Anchor>
  );
}
