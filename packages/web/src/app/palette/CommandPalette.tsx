import { Combobox, Loader, Modal, ScrollArea, Text, TextInput, useCombobox } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useFocusReturn } from "../../ui/use-focus-return.js";
import classes from "./CommandPalette.module.css";
import { byGroup } from "./entry.js";
import { useEntries } from "./use-entries.js";

interface Props {
  onClose: () => void;
  showKeys: () => void;
}

const LABEL = "Go to a page, experiment, run or model";

/** The way to everything by its name. */
export function CommandPalette({ onClose, showKeys }: Props) {
  const [text, setText] = useState("");
  const [wanted] = useDebouncedValue(text.trim(), 150);
  const { entries, busy } = useEntries(wanted, showKeys);
  const combobox = useCombobox({ opened: true });
  useFocusReturn();
  const offered = entries.map(({ id }) => id).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the first one is chosen whenever others are offered
  useEffect(() => void combobox.selectFirstOption(), [offered]);
  const submit = (id: string) => {
    onClose();
    entries.find((entry) => entry.id === id)?.act();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      padding={0}
      size={560}
      yOffset="12vh"
      attributes={{ content: { "aria-label": LABEL } }}
    >
      <Combobox store={combobox} onOptionSubmit={submit} withinPortal={false}>
        <Combobox.EventsTarget>
          <TextInput
            data-autofocus
            size="md"
            variant="unstyled"
            aria-label={LABEL}
            placeholder={LABEL}
            value={text}
            spellCheck={false}
            autoComplete="off"
            onChange={({ currentTarget }) => setText(currentTarget.value)}
            leftSection={busy ? <Loader size={14} /> : <IconSearch size={16} />}
            classNames={{ wrapper: classes.field }}
          />
        </Combobox.EventsTarget>
        <ScrollArea.Autosize mah="min(60dvh, 440px)" type="scroll">
          <Combobox.Options className={classes.options} aria-label={LABEL}>
            {byGroup(entries).map(([group, list]) => (
              <Combobox.Group key={group} label={group}>
                {list.map(({ id, label, detail }) => (
                  <Combobox.Option key={id} value={id} className={classes.option}>
                    <span className={classes.label}>{label}</span>
                    {detail && <span className={classes.detail}>{detail}</span>}
                  </Combobox.Option>
                ))}
              </Combobox.Group>
            ))}
            {entries.length === 0 && (
              <Combobox.Empty>
                <Text fz="sm">{busy ? "Looking …" : "Nothing has this in its name."}</Text>
              </Combobox.Empty>
            )}
          </Combobox.Options>
        </ScrollArea.Autosize>
      </Combobox>
    </Modal>
  );
}
