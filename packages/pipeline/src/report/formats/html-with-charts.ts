import { drawFigure } from "../charts/draw-figure.js";
import type { Report } from "../report.js";
import { htmlReport } from "./html.js";

/** {@link htmlReport}, its charts drawn by ECharts. */
export const htmlWithCharts = (report: Report): string => htmlReport(report, drawFigure);
