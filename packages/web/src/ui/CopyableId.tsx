import { ActionIcon, CopyButton, Group, Text, Tooltip } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";

interface Props {
  value: string;
  /** What is shown in place of the whole value. */
  shown?: string;
  /** What the value is, for the button's name. */
  what: string;
}

/** An identifier in fixed-width type with a button that copies all of it. */
export function CopyableId({ value, shown = value, what }: Props) {
  return (
    <Group gap={2} wrap="nowrap" display="inline-flex" maw="100%" style={{ verticalAlign: "middle" }}>
      <Text span ff="monospace" fz="xs" truncate title={value}>
        {shown}
      </Text>
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? "Copied" : `Copy ${what}`}>
            <ActionIcon size="xs" variant="subtle" color="gray" onClick={copy} aria-label={`Copy ${what}`}>
              {copied ? <IconCheck size={13} /> : <IconCopy size={13} />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </Group>
  );
}
