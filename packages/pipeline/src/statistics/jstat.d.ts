// jStat carries no types; these are the functions of it that the statistics use.
declare module "jstat" {
  const library: {
    jStat: {
      normal: {
        inv(p: number, mean: number, deviation: number): number;
        cdf(x: number, mean: number, deviation: number): number;
      };
      studentt: {
        inv(p: number, degreesOfFreedom: number): number;
        cdf(t: number, degreesOfFreedom: number): number;
      };
      beta: { inv(p: number, a: number, b: number): number };
      gammaln(x: number): number;
    };
  };
  export = library;
}
