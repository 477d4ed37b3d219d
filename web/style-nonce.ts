/**
 * Lets the editor's own `<style>` elements past the page's policy, which lets no other in. It is no secret, since the
 * page is a static file; but names, values and texts of an experiment never become markup that could bear it.
 */
export const STYLE_NONCE = "genclone-editor";
