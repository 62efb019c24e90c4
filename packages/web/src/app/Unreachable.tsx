import { IconPlugConnectedX } from "@tabler/icons-react";
import classes from "./Unreachable.module.css";
import { useReachable } from "./use-reachable.js";

/** Says that the server is gone, while it is. */
export function Unreachable() {
  const reachable = useReachable();
  return (
    <div role="status" aria-live="polite">
      {!reachable && (
        <p className={classes.banner}>
          <IconPlugConnectedX size={16} aria-hidden />
          The server does not answer. What you see may be old; this page goes on by itself when it is back.
        </p>
      )}
    </div>
  );
}
