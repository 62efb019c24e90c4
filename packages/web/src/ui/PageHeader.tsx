import { Anchor, Breadcrumbs, Group, Stack, Title } from "@mantine/core";
import { Link, type LinkProps } from "@tanstack/react-router";
import type { ReactNode } from "react";

/** One step of the way from the first page to this one. */
interface Crumb {
  label: string;
  link: LinkProps;
}

interface Props {
  title: string;
  crumbs?: readonly Crumb[];
  /** What stands beside the title: status, identifiers. */
  beside?: ReactNode;
  actions?: ReactNode;
}

/** The head of a page: where one is, what it shows, what can be done. Sets the document's title. */
export function PageHeader({ title, crumbs = [], beside, actions }: Props) {
  return (
    <Stack gap={2} component="header">
      <title>{`${title} · Slipway`}</title>
      {crumbs.length > 0 && (
        <Breadcrumbs separatorMargin={6} fz="sm" component="nav" aria-label="Breadcrumbs">
          {crumbs.map(({ label, link }) => (
            <Anchor key={label} c="dimmed" fz="sm" renderRoot={(props) => <Link {...props} {...link} />}>
              {label}
            </Anchor>
          ))}
        </Breadcrumbs>
      )}
      <Group justify="space-between" gap="sm" align="center">
        <Group gap="sm" miw={0} maw="100%">
          <Title order={1} lineClamp={2} style={{ overflowWrap: "anywhere" }}>
            {title}
          </Title>
          {beside}
        </Group>
        {actions}
      </Group>
    </Stack>
  );
}
