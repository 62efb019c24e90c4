import { Button, Group, Stack, Tabs, Text, Textarea } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Section } from "../Section.js";
import { Markdown } from "./Markdown.js";

interface Props {
  title: string;
  text: string;
  /** In characters. */
  longest: number;
  /** Keeps the text; an empty one takes it away. */
  save: (text: string) => Promise<unknown>;
}

/** A text in Markdown that is read in place and edited with its preview. */
export function NoteEditor({ title, text, longest, save }: Props) {
  const [editing, setEditing] = useState(false);
  const edit = (
    <Button
      variant="subtle"
      size="compact-xs"
      leftSection={<IconPencil size={13} />}
      onClick={() => setEditing(true)}
    >
      {text === "" ? `Write a ${title.toLowerCase()}` : `Edit the ${title.toLowerCase()}`}
    </Button>
  );
  return (
    <Section title={title} beside={!editing && edit}>
      {editing ? (
        <Draft title={title} text={text} longest={longest} save={save} onClose={() => setEditing(false)} />
      ) : (
        <Written text={text} title={title} />
      )}
    </Section>
  );
}

function Written({ text, title }: Pick<Props, "text" | "title">) {
  if (text !== "") return <Markdown text={text} />;
  return (
    <Text fz="sm" c="dimmed">
      No {title.toLowerCase()}
    </Text>
  );
}

function Draft({ title, text, longest, save, onClose }: Props & { onClose: () => void }) {
  const [draft, setDraft] = useState(text);
  const { mutate, isPending, error } = useMutation({ mutationFn: save, onSuccess: onClose });
  const over = draft.length - longest;
  const fault = over > 0 ? `${over.toLocaleString("en-US")} characters too long.` : error?.message;
  return (
    <Stack gap="xs">
      <Tabs defaultValue="write" variant="pills" keepMounted={false}>
        <Tabs.List mb={6}>
          <Tabs.Tab value="write">Write</Tabs.Tab>
          <Tabs.Tab value="preview">Preview</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="write">
          <Textarea
            aria-label={`${title}, in Markdown`}
            autosize
            minRows={4}
            maxRows={18}
            data-autofocus
            autoFocus
            styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)", fontSize: 12.5 } }}
            value={draft}
            error={fault}
            onChange={(event) => setDraft(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === "Escape") onClose();
              if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) mutate(draft);
            }}
          />
        </Tabs.Panel>
        <Tabs.Panel value="preview">
          <Written text={draft} title={title} />
        </Tabs.Panel>
      </Tabs>
      <Group gap="xs">
        <Button loading={isPending} disabled={over > 0} onClick={() => mutate(draft)}>
          Save
        </Button>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Text fz="xs" c="dimmed">
          Markdown. Ctrl+Enter saves, Escape leaves it as it was.
        </Text>
      </Group>
    </Stack>
  );
}
