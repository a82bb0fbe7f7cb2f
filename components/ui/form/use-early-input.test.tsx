// @vitest-environment jsdom
import { act, useState, type ReactNode } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { afterEach, describe, expect, it } from 'vitest';
import { TextArea, TextField, TickBox } from './field.tsx';
import { FileBox } from './file-box.tsx';
import { Pick } from './pick.tsx';

afterEach(() => document.body.replaceChildren());

/** What a person does with the server's page, and then React has it. */
async function takenOver(page: ReactNode, person: (box: HTMLElement) => void) {
  const box = document.createElement('div');
  document.body.append(box);
  box.innerHTML = renderToString(page);
  person(box);
  await act(() => hydrateRoot(box, page));
  return box;
}

function theOnly<K extends keyof HTMLElementTagNameMap>(box: HTMLElement, tag: K) {
  const found = box.querySelector(tag);
  if (found === null) throw new Error(`There is no ${tag}.`);
  return found;
}

function Kept({ first }: { readonly first: string }) {
  const [text, setText] = useState(first);
  return (
    <>
      <TextField label="Name" value={text} onTyped={setText} />
      <output>{text}</output>
    </>
  );
}

function KeptArea({ first }: { readonly first: string }) {
  const [text, setText] = useState(first);
  return (
    <>
      <TextArea label="Words" value={text} onTyped={setText} />
      <output>{text}</output>
    </>
  );
}

describe('what is put into a field before React has it', () => {
  it.each(['', 'as the server sent it'])(
    'counts in a field that the page keeps: “%s”',
    async (first) => {
      const type = (box: HTMLElement) => {
        theOnly(box, 'input').value = 'typed';
      };
      const box = await takenOver(<Kept first={first} />, type);
      expect(theOnly(box, 'output').textContent).toBe('typed');
      expect(theOnly(box, 'input').value).toBe('typed');
    },
  );

  it.each(['', 'as the server sent it'])('counts in a larger one: “%s”', async (first) => {
    const type = (box: HTMLElement) => {
      theOnly(box, 'textarea').value = 'typed';
    };
    const box = await takenOver(<KeptArea first={first} />, type);
    expect(theOnly(box, 'output').textContent).toBe('typed');
    expect(theOnly(box, 'textarea').value).toBe('typed');
  });

  it('stays in a field that the browser keeps', async () => {
    const page = (
      <>
        <TextField label="Name" defaultValue="as it was" />
        <TextArea label="Words" defaultValue="as they were" />
      </>
    );
    const box = await takenOver(page, (sent) => {
      theOnly(sent, 'input').value = 'typed';
      theOnly(sent, 'textarea').value = '';
    });
    expect(theOnly(box, 'input').value).toBe('typed');
    expect(theOnly(box, 'textarea').value).toBe('');
  });

  it('is nothing where nothing was put', async () => {
    const box = await takenOver(<Kept first="as it was" />, () => {});
    expect(theOnly(box, 'output').textContent).toBe('as it was');
  });

  it('counts where it is ticked, picked or a file', async () => {
    const told: unknown[] = [];
    const options = [
      ['a', 'A'],
      ['b', 'B'],
    ] as const;
    const page = (
      <>
        <TickBox label="Only some" checked={false} onTick={(isTicked) => told.push(isTicked)} />
        <Pick label="One of" value="a" options={options} onPick={(value) => told.push(value)} />
        <Pick label="Unknown" value="gone" options={options} onPick={() => told.push('never')} />
        <FileBox label="File" onFile={(file) => told.push(file?.name)} />
      </>
    );
    await takenOver(page, (box) => {
      theOnly(box, 'input').checked = true;
      theOnly(box, 'select').value = 'b';
      Object.defineProperty([...box.querySelectorAll('input')].at(-1), 'files', {
        value: [new File(['x'], 'a.csv')],
      });
    });
    expect(told).toEqual([true, 'b', 'a.csv']);
  });
});
