import { TextInput } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";

/** The name under which somebody's changes are on record, remembered by the browser. */
export const useActor = () => useLocalStorage({ key: "slipway.actor", defaultValue: "" });

/** Asks for the name that goes into the history. The server cannot check it as long as it has no accounts. */
export function ActorField() {
  const [actor, setActor] = useActor();
  return (
    <TextInput
      label="Your name"
      description="Goes into the history as a claim: this server has no accounts to check it with."
      value={actor}
      maxLength={256}
      onChange={(event) => setActor(event.currentTarget.value)}
    />
  );
}
