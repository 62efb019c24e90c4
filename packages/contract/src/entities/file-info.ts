import type { Static } from "typebox";
import { Flag, Int64, Maybe, Message, Text } from "../wire/scalars.js";

/** An artifact file or directory; `file_size` in bytes, absent for directories. */
export const FileInfo = Message({ path: Text(), is_dir: Flag(), file_size: Maybe(Int64()) });
export type FileInfo = Static<typeof FileInfo>;
