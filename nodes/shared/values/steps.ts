/** Work in short steps: between two of them others may have their turn. Gives what it makes. */
export type Steps<T> = Generator<undefined, T, undefined>;
