import {
  ApiError,
  MLFLOW_EVENTS,
  WEBHOOK_EVENTS,
  type WebhookEvent,
  type WebhookEventName,
} from "@slipway/contract";
import { pythonList } from "../validation/python-text.js";

/** An event as the tables have it. */
export interface EventKey {
  entity: string;
  action: string;
}

/** The two halves of a dotted name. */
export function keyOf(name: WebhookEventName): EventKey {
  const [entity = "", action = ""] = name.split(".");
  return { entity, action };
}

export const nameOf = ({ entity, action }: EventKey): string => `${entity}.${action}`;

/** Whether MLflow knows the event. */
export const isMlflowEvent = (event: EventKey): boolean => mlflowNames.has(nameOf(event));
const mlflowNames = new Set<string>(MLFLOW_EVENTS);

/** One of MLflow's events as its wire has it. */
export const toWireEvent = ({ entity, action }: EventKey): WebhookEvent => ({
  entity: entity.toUpperCase() as WebhookEvent["entity"],
  action: action.toUpperCase() as WebhookEvent["action"],
});

/** The event that a message of MLflow's names. @throws ApiError INVALID_PARAMETER_VALUE for one that there is not */
export function readWireEvent(event: WebhookEvent): WebhookEventName {
  const [entity, action] = [event.entity.toLowerCase(), event.action.toLowerCase()];
  const name = `${entity}.${action}`;
  if (isName(name) && mlflowNames.has(name)) return name;
  const actions = MLFLOW_EVENTS.map(keyOf).filter((known) => known.entity === entity);
  const valid = pythonList(actions.map((known) => known.action).sort());
  throw invalid(`Invalid action '${action}' for entity '${entity}'. Valid actions are: ${valid}`);
}

/** A dotted name. @throws ApiError INVALID_PARAMETER_VALUE for one that there is not */
export function readEventName(name: string): WebhookEventName {
  if (isName(name)) return name;
  throw invalid(`Unknown event '${name}'. Events are: ${WEBHOOK_EVENTS.join(", ")}.`);
}

const names = new Set<string>(WEBHOOK_EVENTS);
const isName = (name: string): name is WebhookEventName => names.has(name);
const invalid = (message: string) => new ApiError("INVALID_PARAMETER_VALUE", message);
