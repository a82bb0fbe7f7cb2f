/** JSON as it is written, for columns of tables; the types of Prisma take no readonly lists. */
export function asJson(value: object): object {
  // What is written from an object or a list is read as one.
  return JSON.parse(JSON.stringify(value)) as object;
}
