/** A text without the numbers of the objects in it: two sessions count their objects apart. */
export const withoutOrdinals = (text: string): string => text.replaceAll(/ #\d+/g, "");
