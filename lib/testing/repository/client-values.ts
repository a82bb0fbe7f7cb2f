/** What code of the server makes of what files for the browser export. */
import path from 'node:path';
import ts from 'typescript';

/** The text of a file of the repository; null: there is none. */
export type ReadFile = (file: string) => string | null;

interface Module {
  readonly source: ts.SourceFile;
  readonly isClient: boolean;
  /** By the name that it has in the module: the module and the name that it has there. */
  readonly imported: ReadonlyMap<string, Origin>;
  /** By the name that others import it by, of what is handed on. */
  readonly handedOn: ReadonlyMap<string, Origin>;
  /** Modules of which everything is handed on. */
  readonly wholes: readonly string[];
  /** Modules that it runs: types are none of it. */
  readonly runs: readonly string[];
  readonly exported: ReadonlySet<string>;
}

interface Origin {
  readonly module: string;
  /** `*`: all of it. */
  readonly name: string;
}

const directiveOf = ({ statements: [first] }: ts.SourceFile): string | null =>
  first !== undefined && ts.isExpressionStatement(first) && ts.isStringLiteral(first.expression)
    ? first.expression.text
    : null;

export const isServerAction = (text: string): boolean =>
  directiveOf(ts.createSourceFile('a.ts', text, ts.ScriptTarget.Latest)) === 'use server';

/** Null: it is a package, or no code. */
function resolved(from: string, specifier: ts.Expression | undefined): string | null {
  if (specifier === undefined || !ts.isStringLiteral(specifier)) return null;
  const { text } = specifier;
  if (!/\.tsx?$/.test(text)) return null;
  if (text.startsWith('#')) return text.slice(1);
  return text.startsWith('.') ? path.posix.join(path.posix.dirname(from), text) : null;
}

const isExported = (statement: ts.Statement): boolean =>
  ts.canHaveModifiers(statement) &&
  ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;

function declaredNames(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) =>
      ts.isIdentifier(name) ? [name.text] : [],
    );
  return (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) &&
    statement.name !== undefined
    ? [statement.name.text]
    : [];
}

/** Of one import, by local name, without types. */
function* bindingsOf({ importClause: clause }: ts.ImportDeclaration): Generator<[string, string]> {
  if (clause === undefined || clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return;
  if (clause.name !== undefined) yield [clause.name.text, 'default'];
  const named = clause.namedBindings;
  if (named === undefined) return;
  if (ts.isNamespaceImport(named)) yield [named.name.text, '*'];
  else
    for (const { name, propertyName, isTypeOnly } of named.elements)
      if (!isTypeOnly) yield [name.text, (propertyName ?? name).text];
}

function moduleOf(file: string, text: string): Module {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const imported = new Map<string, Origin>();
  const handedOn = new Map<string, Origin>();
  const exported = new Set<string>();
  const wholes: string[] = [];
  const runs: string[] = [];
  for (const statement of source.statements) {
    if (ts.isImportDeclaration(statement)) {
      const module = resolved(file, statement.moduleSpecifier);
      if (module === null) continue;
      const bindings = [...bindingsOf(statement)];
      for (const [local, name] of bindings) imported.set(local, { module, name });
      if (bindings.length > 0 || statement.importClause === undefined) runs.push(module);
    } else if (ts.isExportDeclaration(statement) && !statement.isTypeOnly) {
      const module = resolved(file, statement.moduleSpecifier);
      if (module !== null) runs.push(module);
      const clause = statement.exportClause;
      if (clause === undefined) {
        if (module !== null) wholes.push(module);
      } else if (ts.isNamespaceExport(clause)) {
        if (module !== null) handedOn.set(clause.name.text, { module, name: '*' });
      } else
        for (const { name, propertyName, isTypeOnly } of clause.elements) {
          if (isTypeOnly) continue;
          exported.add(name.text);
          const local = (propertyName ?? name).text;
          const origin = module === null ? imported.get(local) : { module, name: local };
          if (origin !== undefined) handedOn.set(name.text, origin);
        }
    } else if (isExported(statement))
      for (const name of declaredNames(statement)) exported.add(name);
  }
  return {
    source,
    isClient: directiveOf(source) === 'use client',
    imported,
    handedOn,
    wholes,
    runs,
    exported,
  };
}

/** Where it is a component that is drawn, a type, or the name of something else. */
function isAllowed(node: ts.Identifier): boolean {
  const { parent } = node;
  if (
    ts.isJsxOpeningElement(parent) ||
    ts.isJsxSelfClosingElement(parent) ||
    ts.isJsxClosingElement(parent)
  )
    return parent.tagName === node;
  if (ts.isTypeQueryNode(parent) || ts.isExportSpecifier(parent)) return true;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isShorthandPropertyAssignment(parent)) return false;
  return (
    (ts.isPropertyAssignment(parent) && parent.name === node) ||
    (ts.isJsxAttribute(parent) && parent.name === node) ||
    (ts.isBindingElement(parent) && parent.propertyName === node) ||
    ts.isPropertySignature(parent) ||
    ts.isMethodDeclaration(parent) ||
    ts.isTypeReferenceNode(parent)
  );
}

export interface ClientUse {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly name: string;
}

/**
 * Where the server would use what a file with 'use client' exports as anything but a component that
 * is drawn: it gets a reference there, whose call throws and whose members are not there. From
 * `roots` on, through whatever they import, up to the files for the browser.
 */
export function clientUses(roots: readonly string[], read: ReadFile): ClientUse[] {
  const modules = new Map<string, Module | null>();
  const at = (file: string): Module | null => {
    const known = modules.get(file);
    if (known !== undefined) return known;
    const text = read(file);
    const module = text === null ? null : moduleOf(file, text);
    modules.set(file, module);
    return module;
  };
  const isOfClient = ({ module: file, name }: Origin, seen: ReadonlySet<string>): boolean => {
    const module = at(file);
    if (module === null || seen.has(`${file} ${name}`)) return false;
    if (module.isClient) return true;
    const next = new Set([...seen, `${file} ${name}`]);
    const origin = module.handedOn.get(name);
    if (origin !== undefined) return isOfClient(origin, next);
    if (module.exported.has(name)) return false;
    return module.wholes.some(
      (whole) =>
        (at(whole)?.isClient !== true || at(whole)?.exported.has(name) === true) &&
        isOfClient({ module: whole, name }, next),
    );
  };

  const uses: ClientUse[] = [];
  const visited = new Set<string>();
  const left = [...roots];
  for (let file = left.pop(); file !== undefined; file = left.pop()) {
    if (visited.has(file)) continue;
    visited.add(file);
    const module = at(file);
    if (module === null || module.isClient) continue;
    left.push(...module.runs);
    const names = new Set(
      [...module.imported].flatMap(([local, origin]) =>
        isOfClient(origin, new Set()) ? [local] : [],
      ),
    );
    if (names.size === 0) continue;
    const visit = (node: ts.Node): void => {
      if (ts.isImportDeclaration(node)) return;
      if (ts.isIdentifier(node) && names.has(node.text) && !isAllowed(node)) {
        const { line } = module.source.getLineAndCharacterOfPosition(node.getStart());
        uses.push({ file, line: line + 1, name: node.text });
      }
      ts.forEachChild(node, visit);
    };
    visit(module.source);
  }
  return uses;
}
