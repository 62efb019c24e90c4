import { Box } from "@mantine/core";
import type { ReactNode } from "react";

interface Props {
  /** What is in it. */
  label: string;
  className?: string | undefined;
  children: ReactNode;
}

/** A part of a page that scrolls sideways where it is too narrow, by keyboard too. */
export function ScrollFrame({ label, className, children }: Props) {
  return (
    <Box role="group" aria-label={label} tabIndex={0} className={className}>
      {children}
    </Box>
  );
}
