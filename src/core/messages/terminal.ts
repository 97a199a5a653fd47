/** Sentences that only the terminal says. */
export const terminal = {
  "terminal.unknown-flag": ({ flag }: { flag: string }) => `There is no option ${flag}.`,
  "terminal.unknown-letter": ({ flag }: { flag: string }) =>
    `There is no option ${flag}. Write -- before words that begin with a dash.`,
  "terminal.flag-without-value": ({ flag }: { flag: string }) =>
    `${flag} needs a value after it; one that starts with a dash is written ${flag}=VALUE.`,
  "terminal.flag-with-value": ({ flag }: { flag: string }) => `${flag} is a switch and takes no value.`,
  "terminal.too-many-words": ({ words }: { words: string }) =>
    `It is not clear what to do with: ${words}. Put words that belong together in quotes.`,
  "terminal.no-file": ({ path }: { path: string }) => `There is no file ${path}.`,
  "terminal.not-a-file": ({ path }: { path: string }) => `${path} is not a file but a folder.`,
  "terminal.special-file": ({ path }: { path: string }) =>
    `${path} is no ordinary file but a pipe or a device. Save the picture to a file and give that.`,
  "terminal.folder": ({ folder, reason }: { folder: string; reason: string }) =>
    `Pictures cannot be written to ${folder}: ${reason}. Nothing was asked and nothing was charged; choose another folder with -o.`,
  "terminal.not-written": ({ folder, reason, id }: { folder: string; reason: string; id: string }) =>
    `The picture is made and kept, but could not be written to ${folder}: ${reason}. Get it later with: npm run limner -- info ${id} -o FOLDER`,
  "terminal.retry": ({ command, subject }: { command: string; subject: string }) =>
    `To try once more what may be lost: npm run limner -- ${command} ${subject}`,
  "terminal.doctor": () => "What is wrong, and how to put it right: npm run doctor",
  "terminal.cancelling": () => "Cancelling. Press Ctrl-C once more to leave at once.",
};
