import { ActionIcon, Button, Group, Text } from "@mantine/core";
import { IconPencil, IconPlus, IconTrash } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { ConfirmDialog } from "../ConfirmDialog.js";
import { KeyValues } from "../KeyValues.js";
import { Section } from "../Section.js";
import { TagForm } from "./TagForm.js";
import type { TagChanges } from "./tag-changes.js";

interface Props extends TagChanges {
  /** In the order in which they are known. Those whose key begins with `mlflow.` are the protocol's, and not shown. */
  tags: ReadonlyMap<string, string>;
}

/** Tags, each changed and deleted where it stands. */
export function TagsEditor({ tags, set, remove }: Props) {
  const [edited, setEdited] = useState<string>();
  const [adding, setAdding] = useState(false);
  const [doomed, setDoomed] = useState<string>();
  const shown = [...tags].filter(([key]) => !key.startsWith("mlflow."));
  const add = (
    <Button
      variant="subtle"
      size="compact-xs"
      leftSection={<IconPlus size={13} />}
      onClick={() => setAdding(true)}
    >
      Add a tag
    </Button>
  );
  return (
    <Section title="Tags" count={shown.length} beside={!adding && add}>
      {adding && <TagForm taken={tags} save={set} onClose={() => setAdding(false)} />}
      {(shown.length > 0 || !adding) && (
        <KeyValues
          what="tags"
          entries={shown.map(([key, text]) => ({
            key,
            text,
            value:
              edited === key ? (
                <TagForm tag={{ key, value: text }} save={set} onClose={() => setEdited(undefined)} />
              ) : (
                <TagValue
                  name={key}
                  text={text}
                  onEdit={() => setEdited(key)}
                  onDelete={() => setDoomed(key)}
                />
              ),
          }))}
        />
      )}
      {doomed !== undefined && (
        <DeleteTag name={doomed} remove={remove} onClose={() => setDoomed(undefined)} />
      )}
    </Section>
  );
}

interface ValueProps {
  name: string;
  text: string;
  onEdit: () => void;
  onDelete: () => void;
}

function TagValue({ name, text, onEdit, onDelete }: ValueProps) {
  return (
    <Group gap={4} wrap="nowrap" align="flex-start" justify="space-between">
      <Text span inherit style={{ overflowWrap: "anywhere" }}>
        {text}
      </Text>
      <Group gap={2} wrap="nowrap">
        <ActionIcon size={24} variant="subtle" color="gray" aria-label={`Change ${name}`} onClick={onEdit}>
          <IconPencil size={14} />
        </ActionIcon>
        <ActionIcon size={24} variant="subtle" color="gray" aria-label={`Delete ${name}`} onClick={onDelete}>
          <IconTrash size={14} />
        </ActionIcon>
      </Group>
    </Group>
  );
}

interface DeleteProps extends Pick<TagChanges, "remove"> {
  name: string;
  onClose: () => void;
}

function DeleteTag({ name, remove, onClose }: DeleteProps) {
  const { mutate, isPending, error } = useMutation({ mutationFn: remove, onSuccess: onClose });
  return (
    <ConfirmDialog
      title="Delete this tag?"
      action="Delete"
      busy={isPending}
      error={error}
      onConfirm={() => mutate(name)}
      onClose={onClose}
    >
      The tag “{name}” and its value will be gone.
    </ConfirmDialog>
  );
}
