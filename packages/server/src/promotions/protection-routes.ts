import type { endpoints } from "@slipway/contract";
import { done } from "../http/done.js";
import type { Handlers } from "../http/handlers.js";
import type { ProtectionService } from "./protection-service.js";

export const protectionRoutes = (protections: ProtectionService): Handlers<typeof endpoints.protections> => ({
  list: (request) => protections.list(request),
  set: (request) => protections.set(request),
  remove: done((request) => protections.remove(request)),
});
