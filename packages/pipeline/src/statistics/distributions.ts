/// <reference path="./jstat.d.ts" />
import jstat from "jstat";

/** The value that a standard normal variable stays below with probability `p`. */
export const normalQuantile = (p: number): number => jstat.jStat.normal.inv(p, 0, 1);

/** The value that a standard normal variable exceeds with probability `p`; however small that is, unlike `1 - p`. */
export const normalUpperQuantile = (p: number): number => -normalQuantile(p);

/** The value that Student's t exceeds with probability `p`, however small. */
export const studentUpperQuantile = (p: number, degreesOfFreedom: number): number =>
  -studentQuantile(p, degreesOfFreedom);

/** The value that Student's t stays below with probability `p`. */
export const studentQuantile = (p: number, degreesOfFreedom: number): number =>
  jstat.jStat.studentt.inv(p, degreesOfFreedom);

/** The chance that a standard normal variable is above `x`. */
export const normalTail = (x: number): number => jstat.jStat.normal.cdf(-x, 0, 1);

/** The chance that Student's t is above `t`. */
export const studentTail = (t: number, degreesOfFreedom: number): number =>
  jstat.jStat.studentt.cdf(-t, degreesOfFreedom);

/** The value that a beta variable stays below with probability `p`. */
export const betaQuantile = (p: number, a: number, b: number): number => jstat.jStat.beta.inv(p, a, b);

/** ln(n!). */
export const logFactorial = (n: number): number => jstat.jStat.gammaln(n + 1);
