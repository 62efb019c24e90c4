import { CloseButton, Combobox, ScrollArea, Text, TextInput, useCombobox } from "@mantine/core";
import { IconFilter } from "@tabler/icons-react";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import classes from "./FilterBox.module.css";
import { FilterMarks } from "./FilterMarks.js";
import { type FilterOptions, useFilterDraft } from "./use-filter-draft.js";

interface Props extends FilterOptions {
  label: string;
  placeholder: string;
}

/**
 * A box for a filter in MLflow's search language. Offers what may come next, marks what the server would refuse,
 * and applies the filter on Enter.
 */
export function FilterBox({ label, placeholder, ...options }: Props) {
  const draft = useFilterDraft(options);
  const input = useRef<HTMLInputElement>(null);
  const [scrolled, setScrolled] = useState(0);
  const faultId = useId();
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });

  const place = (cursor: number) =>
    requestAnimationFrame(() => input.current?.setSelectionRange(cursor, cursor));
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const choosing = combobox.dropdownOpened && combobox.getSelectedOptionIndex() >= 0;
    if (event.key === "Enter" && !choosing) {
      combobox.closeDropdown();
      draft.apply();
    }
    if (event.key === "Escape") combobox.closeDropdown();
  };
  return (
    <div className={classes.box}>
      <Combobox
        store={combobox}
        onOptionSubmit={(option) => place(draft.accept(option))}
        position="bottom-start"
        width={380}
      >
        <Combobox.Target>
          <TextInput
            ref={input}
            aria-label={label}
            aria-keyshortcuts="/"
            aria-invalid={draft.fault !== undefined}
            aria-describedby={draft.fault && faultId}
            placeholder={placeholder}
            classNames={{ input: classes.input }}
            value={draft.text}
            spellCheck={false}
            autoComplete="off"
            autoCapitalize="off"
            error={draft.fault !== undefined}
            leftSection={<IconFilter size={14} />}
            leftSectionWidth={30}
            rightSection={
              draft.text && (
                <CloseButton
                  size="xs"
                  aria-label="Clear the filter"
                  onClick={() => {
                    draft.change("", 0);
                    draft.apply("");
                  }}
                />
              )
            }
            onChange={({ currentTarget }) => {
              draft.change(currentTarget.value, currentTarget.selectionStart ?? currentTarget.value.length);
              combobox.openDropdown();
              combobox.resetSelectedOption();
            }}
            onSelect={({ currentTarget }) => draft.setCursor(currentTarget.selectionStart ?? 0)}
            onScroll={({ currentTarget }) => setScrolled(currentTarget.scrollLeft)}
            onKeyDown={onKeyDown}
            onClick={() => combobox.openDropdown()}
            onBlur={() => combobox.closeDropdown()}
          />
        </Combobox.Target>
        <Combobox.Dropdown hidden={draft.options.length === 0}>
          <Combobox.Options>
            <ScrollArea.Autosize mah={260} type="scroll">
              {draft.options.slice(0, 100).map((option) => (
                <Combobox.Option key={option} value={option} className={classes.option}>
                  {option}
                </Combobox.Option>
              ))}
            </ScrollArea.Autosize>
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
      {draft.fault && <FilterMarks text={draft.text} fault={draft.fault} scrolled={scrolled} />}
      {draft.fault && (
        <Text id={faultId} c="var(--mantine-color-error)" fz="xs" mt={3} role="status">
          {`At character ${draft.fault.start + 1}: ${draft.fault.message}`}
        </Text>
      )}
    </div>
  );
}
