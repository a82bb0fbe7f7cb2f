// Two rules of this project that no maintained plug-in has.

const castHasReason = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: {
      bare:
        'A cast says why it is right: put a comment on its line or on the line above, or ' +
        'parse with zod.',
    },
  },
  create(context) {
    const { sourceCode } = context;
    const check = (node) => {
      const type = node.typeAnnotation;
      if (type.type === 'TSTypeReference' && type.typeName.name === 'const') return;
      const line = node.loc.start.line;
      const statement = sourceCode
        .getAncestors(node)
        .findLast((parent) => /Statement$|Declaration$|Property$/.test(parent.type));
      const first = Math.min(statement?.loc.start.line ?? line, line);
      const isExplained = sourceCode
        .getAllComments()
        .some(({ loc }) => loc.end.line >= first - 1 && loc.end.line <= node.loc.end.line);
      if (!isExplained) context.report({ node, messageId: 'bare' });
    };
    return { TSAsExpression: check, TSTypeAssertion: check };
  },
};

// Next's own spellings: [run], [...nextauth], (console), _private.
const kebabCase = /^[a-z0-9[\]._-]+$/;

const kebabCaseFile = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: { name: 'Files are kebab-case: {{ name }} is not.' },
  },
  create(context) {
    return {
      Program(node) {
        const name = context.filename.split(/[\\/]/).at(-1);
        if (!kebabCase.test(name)) context.report({ node, messageId: 'name', data: { name } });
      },
    };
  },
};

export const project = {
  rules: { 'cast-has-reason': castHasReason, 'kebab-case-file': kebabCaseFile },
};
