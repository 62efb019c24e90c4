/** What a mail is: wanted, or not. */
type Label = "ham" | "spam";

/** One labelled mail, as models see it: headers removed, white space collapsed. */
export interface Mail {
  /** Folder and number in the corpus, for example `spam-2/00017`. */
  id: string;
  label: Label;
  body: string;
}
