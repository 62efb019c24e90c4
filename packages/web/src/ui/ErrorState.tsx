import { Button, Stack, Text } from "@mantine/core";
import { ApiError } from "@slipway/contract";
import { ConnectionError } from "@slipway/sdk/client";
import { Notice } from "./Notice.js";

interface Props {
  error: Error;
  retry?: () => void;
}

/** What went wrong, in the server's own words, and the next step. */
export function ErrorState({ error, retry }: Props) {
  const { title, next } = meaningOf(error);
  return (
    <Notice kind="error" title={title}>
      <Stack gap="xs" align="flex-start">
        {next && <Text fz="sm">{next}</Text>}
        <Text fz="sm" style={{ overflowWrap: "anywhere", whiteSpace: "pre-wrap" }}>
          {error.message}
        </Text>
        {error instanceof ApiError && (
          <Text fz="xs" c="dimmed" ff="monospace">
            {error.code}
          </Text>
        )}
        {retry && (
          <Button variant="default" onClick={retry}>
            Try again
          </Button>
        )}
      </Stack>
    </Notice>
  );
}

function meaningOf(error: Error): { title: string; next?: string } {
  if (error instanceof ConnectionError && error.status === undefined)
    return {
      title: "The server does not answer",
      next: "It may be stopped, or starting again. This page goes on by itself when it is back.",
    };
  if (!(error instanceof ApiError)) return { title: "This could not be loaded" };
  if (error.status === 401)
    return { title: "You are not signed in", next: "Sign in where you came from, then try again." };
  if (error.status === 403)
    return {
      title: "You may not see this",
      next: "Ask those who run this server, or sign in as somebody who may.",
    };
  return { title: "The server refused this" };
}
