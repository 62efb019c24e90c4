import { ActionIcon, Box, Code, CopyButton, Tooltip } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";

interface Props {
  code: string;
  /** Limits the height; the block scrolls then. */
  maxHeight?: number | string;
}

/** Text in fixed-width type, kept as it is, with a button that copies it. */
export function CodeBlock({ code, maxHeight }: Props) {
  return (
    <Box pos="relative">
      <Code block c="var(--mantine-color-text)" mah={maxHeight} tabIndex={0} style={{ overflow: "auto" }}>
        {code}
      </Code>
      <CopyButton value={code}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? "Copied" : "Copy"}>
            <ActionIcon
              pos="absolute"
              top={6}
              right={6}
              size="sm"
              variant="default"
              onClick={copy}
              aria-label="Copy this text"
            >
              {copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </Box>
  );
}
