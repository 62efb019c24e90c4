import { Button, Stack } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { EmptyState } from "../../../ui/EmptyState.js";
import { Loaded } from "../../../ui/Loaded.js";
import { Section } from "../../../ui/Section.js";
import { protectionQueries } from "../../promotions/protection-queries.js";
import { ProtectDialog } from "./ProtectDialog.js";
import { ProtectionTable } from "./ProtectionTable.js";
import { TestSetTable } from "./TestSetTable.js";
import { testSetQueries } from "./test-set-queries.js";

/** What may move a model's stages and aliases, and how often its held-out data may still be asked. */
export function RulesView({ name }: { name: string }) {
  const rules = useQuery(protectionQueries.ofModel(name));
  return (
    <Loaded query={rules}>
      {(found) =>
        found === null ? (
          <EmptyState title="No rules here">
            This server keeps none: any client moves stages and aliases. A Slipway server can protect them.
          </EmptyState>
        ) : (
          <Stack gap="lg">
            <Section title="Protected places" count={found.length} beside={<Protect name={name} />}>
              {found.length === 0 ? (
                <EmptyState title="Nothing is protected">
                  Any client may move this model’s stages and aliases. Protect one, and only releases that
                  pass their gates move it.
                </EmptyState>
              ) : (
                <ProtectionTable rules={found} />
              )}
            </Section>
            <TestSets name={name} />
          </Stack>
        )
      }
    </Loaded>
  );
}

function Protect({ name }: { name: string }) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button leftSection={<IconLock size={14} />} onClick={() => setAsking(true)}>
        Protect a place
      </Button>
      {asking && <ProtectDialog name={name} onClose={() => setAsking(false)} />}
    </>
  );
}

function TestSets({ name }: { name: string }) {
  const query = useQuery(testSetQueries.ofModel(name));
  return (
    <Section title="Test sets" count={query.data?.length}>
      <Loaded query={query} lines={2}>
        {(sets) =>
          sets.length === 0 ? (
            <EmptyState title="No budget is kept">
              Name a <code>test-set</code> in <code>slipway.yaml</code>, and every look at the held-out
              examples is counted.
            </EmptyState>
          ) : (
            <TestSetTable sets={sets} />
          )
        }
      </Loaded>
    </Section>
  );
}
