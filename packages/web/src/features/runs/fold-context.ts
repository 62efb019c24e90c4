import { createContext } from "react";

/** Folds or unfolds what is under a run or a group, by its id. */
export const FoldContext = createContext<(id: string) => void>(() => {});
