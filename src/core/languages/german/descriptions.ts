const private_ = "Das Ergebnis nur dir zeigen";
const newest = "Welches Ergebnis; ohne Angabe dein neuestes hier";

/** German descriptions of commands and options, of the terminal's own options, and of the settings. */
export const descriptions: Readonly<Record<string, string>> = {};
