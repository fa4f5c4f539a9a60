/** Stands for packages that n8n-workflow loads for expressions: in Jest's own context nobody evaluates any. */
export default class Unused {}
