import type { ParserCase } from './cases.ts'

const bytes = (text: string) => [...new TextEncoder().encode(text)]

/** Cases that the web platform tests leave out and that real streams have brought up. */
export const OWN_CASES: readonly ParserCase[] = [
  {
    number: 'X1',
    says: 'keeps a byte order mark inside a value',
    input: 'data:a\uFEFFb\ndata:\uFEFF\n\n',
    events: [{ data: 'a\uFEFFb\n\uFEFF' }],
  },
  {
    number: 'X1',
    says: 'does not take the letters of a misread byte order mark for one',
    input: 'ï»¿data:1\n\ndata:2\n\n',
    events: [{ data: '2' }],
  },
  {
    number: 'X2',
    says: 'keeps an empty first line',
    input: 'data:\ndata:x\n\n',
    events: [{ data: '\nx' }],
  },
  {
    number: 'X3',
    says: 'does not leak the type of a block without data',
    input: 'event:test\n\ndata:x\n\nevent:a\nevent\ndata:y\n\n',
    events: [{ data: 'x' }, { data: 'y' }],
  },
  {
    number: 'X4',
    says: 'commits the id of a block without data',
    input: 'id:7\n\ndata:a\n\nid:8\n\n',
    events: [{ data: 'a', id: '7' }],
    lastId: '8',
  },
  {
    number: 'X4',
    says: 'counts the last id of a block, and forgets it with a block that is only an empty id',
    input: 'id:1\nid:2\ndata:a\n\nid:\n\ndata:b\n\n',
    events: [{ data: 'a', id: '2' }, { data: 'b' }],
    lastId: '',
  },
  {
    number: 'X5',
    says: 'ignores reconnection times with a sign, a fraction, an exponent, a space or foreign digits',
    input: 'retry:-1\nretry:1.5\nretry:1e3\nretry:5 \nretry:٣\nretry:  5\nretry: 5\ndata:x\n\n',
    events: [{ data: 'x' }],
    retries: [5],
  },
  {
    number: 'X6',
    says: 'makes no events of heartbeats and blank lines',
    input: ': hb\n\n:\n\n\n\n\r\r\r\n\r\n: hb\r\n\r\nretry: 10\n\nid: 1\n\nevent: e\n\n: hb\n\n',
    events: [],
    retries: [10],
    lastId: '1',
  },
  {
    number: 'X7',
    says: 'joins an emoji and a combining mark that were cut, and names what is not UTF-8',
    input: Uint8Array.from([
      ...bytes('data:🚀e\u0301👩‍💻\ndata:'),
      0xff,
      0xe2,
      0x82,
      ...bytes('x\ndata:'),
      0xed,
      0xa0,
      0x80,
      ...bytes('\n\n'),
    ]),
    events: [{ data: '🚀e\u0301👩‍💻\n\uFFFD\uFFFDx\n\uFFFD\uFFFD\uFFFD' }],
  },
]
