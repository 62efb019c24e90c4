/// <reference path="./jstat.d.ts" />
import jstat from "jstat";

/** The value that a standard normal variable stays below with probability `p`. */
export const normalQuantile = (p: number): number => jstat.jStat.normal.inv(p, 0, 1);

/** The value that Student's t stays below with probability `p`. */
export const studentQuantile = (p: number, degreesOfFreedom: number): number =>
  jstat.jStat.studentt.inv(p, degreesOfFreedom);

/** ln(n!). */
export const logFactorial = (n: number): number => jstat.jStat.gammaln(n + 1);
