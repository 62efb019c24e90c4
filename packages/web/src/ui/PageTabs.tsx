import { Tabs } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./PageTabs.module.css";

interface Props<Tab extends string> {
  value: Tab;
  /** The tabs in their order, and what they are called. */
  tabs: readonly (readonly [Tab, ReactNode])[];
  onOpen: (tab: Tab) => void;
  /** A `Tabs.Panel` for each. */
  children: ReactNode;
}

/** The parts of a page, one at a time. Which one is the address's to say. */
export function PageTabs<Tab extends string>({ value, tabs, onOpen, children }: Props<Tab>) {
  return (
    <Tabs value={value} onChange={(next) => onOpen(next as Tab)} keepMounted={false}>
      <Tabs.List mb="md" className={classes.tabs}>
        {tabs.map(([name, title]) => (
          <Tabs.Tab key={name} value={name}>
            {title}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {children}
    </Tabs>
  );
}
