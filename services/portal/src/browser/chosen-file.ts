/** A file somebody chose, with the folder it lay in. */
export type ChosenFile = { readonly file: File; readonly path: string };

/** Files of a file field, with their folders when a folder was chosen. */
export const chosenIn = (list: FileList | null): readonly ChosenFile[] =>
  [...(list ?? [])].map((file) => ({ file, path: file.webkitRelativePath || file.name })).filter(isOfUse);

/** Files dropped on the page, those in dropped folders too. */
export async function chosenInDrop(transfer: DataTransfer): Promise<readonly ChosenFile[]> {
  // Asked for before anything is awaited: the list is empty afterwards.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  return (await Promise.all(entries.map((entry) => filesIn(entry)))).flat().filter(isOfUse);
}

async function filesIn(entry: FileSystemEntry): Promise<readonly ChosenFile[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    return [{ file, path: entry.fullPath.replace(/^\//, '') }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const inside: FileSystemEntry[] = [];
  // A reader gives a hundred at a time, and nothing when there are no more.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) break;
    inside.push(...some);
  }
  return (await Promise.all(inside.map(filesIn))).flat();
}

// What systems leave lying in folders is no scan.
const isOfUse = ({ file }: ChosenFile) => !/^(\.|Thumbs\.db$|desktop\.ini$)/i.test(file.name);
