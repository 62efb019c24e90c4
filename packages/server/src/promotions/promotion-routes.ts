import type { endpoints } from "@slipway/contract";
import type { Handlers } from "../http/handlers.js";
import type { PromotionService } from "./promotion-service.js";

export const promotionRoutes = (promotions: PromotionService): Handlers<typeof endpoints.promotions> => ({
  create: (request) => promotions.create(request),
  list: (request) => promotions.list(request),
  at: (request) => promotions.at(request),
  verify: (request) => promotions.verify(request),
});
