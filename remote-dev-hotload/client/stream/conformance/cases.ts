/** An event as `EventSource` would show it: `id` is the sticky last event id at its dispatch. */
export interface Expected {
  readonly event?: string
  readonly data: string
  readonly id?: string
}

/** Bytes in, events out, on one connection that stays open. */
export interface ParserCase {
  /** Number in the conformance list; P follows the web platform tests, X is of our own making. */
  readonly number: string
  readonly says: string
  readonly input: string | Uint8Array
  readonly events: readonly Expected[]
  readonly retries?: readonly number[]
  /** The sticky last event id after the last byte, where it is the point. */
  readonly lastId?: string
}

const BOM = '\uFEFF'
const NUL = '\0'
const LONG = 'x'.repeat(2_048)
const data = (...values: string[]): Expected[] => values.map((value) => ({ data: value }))

export const PARSER_CASES: readonly ParserCase[] = [
  {
    number: 'P1',
    says: 'drops the byte order mark at the start and takes a later one for a part of a field name',
    input: `${BOM}data:1\n\n${BOM}data:2\n\ndata:3\n\n`,
    events: data('1', '3'),
  },
  {
    number: 'P2',
    says: 'drops exactly one byte order mark',
    input: `${BOM}${BOM}data:1\n\ndata:2\n\ndata:3\n\n`,
    events: data('2', '3'),
  },
  {
    number: 'P3',
    says: 'ignores comments of every kind in the middle of an event',
    input: `data:1\r:${NUL}\n:\r\ndata:2\n:${LONG}\rdata:3\n:data:fail\r:${LONG}\ndata:4\n\n`,
    events: data('1\n2\n3\n4'),
  },
  {
    number: 'P4',
    says: 'discards an event that no blank line has ended, with its id',
    input: 'retry:1000\ndata:test1\n\nid:test\ndata:test2',
    events: data('test1'),
    retries: [1_000],
    lastId: '',
  },
  {
    number: 'P5',
    says: 'takes a data field without a colon or value for an empty line',
    input: 'data:\n\ndata\ndata\n\ndata:test\n\n',
    events: data('', '\n', 'test'),
  },
  {
    number: 'P6',
    says: 'joins the data lines of an event',
    input: 'data:msg\ndata:msg\n\ndata\n\ndata:end\n\n',
    events: data('msg\nmsg', '', 'end'),
  },
  {
    number: 'P7',
    says: 'gives an event its type and the next one none of it',
    input: 'event:test\ndata:x\n\ndata:x\n\n',
    events: [{ event: 'test', data: 'x' }, { data: 'x' }],
  },
  {
    number: 'P8',
    says: 'takes an empty type for a message',
    input: 'event: \ndata:data\n\n',
    events: data('data'),
  },
  {
    number: 'P9',
    says: 'reads an id outside ASCII',
    input: 'id:…\ndata:hello\n\n',
    events: [{ data: 'hello', id: '…' }],
    lastId: '…',
  },
  {
    number: 'P10',
    says: 'keeps an id for the events after it',
    input: 'id:1\ndata:a\n\ndata:b\n\ndata:c\n\n',
    events: [
      { data: 'a', id: '1' },
      { data: 'b', id: '1' },
      { data: 'c', id: '1' },
    ],
  },
  {
    number: 'P11',
    says: 'changes the id with a new one and forgets it with an empty one',
    input: 'id:1\ndata:a\n\ndata:b\n\nid:2\ndata:c\n\ndata:d\n\nid\ndata:e\n\ndata:f\n\n',
    events: [
      { data: 'a', id: '1' },
      { data: 'b', id: '1' },
      { data: 'c', id: '2' },
      { data: 'd', id: '2' },
      { data: 'e' },
      { data: 'f' },
    ],
    lastId: '',
  },
  {
    number: 'P12',
    says: 'ignores an id with a NUL in it and keeps the one before',
    input: `id:7\ndata:a\n\nid:${NUL}${NUL}\ndata:b\n\nid:x${NUL}\ndata:c\n\n`,
    events: [
      { data: 'a', id: '7' },
      { data: 'b', id: '7' },
      { data: 'c', id: '7' },
    ],
  },
  {
    number: 'P13',
    says: 'compares field names letter by letter',
    input:
      `data:${NUL}\ndata:  2\rData:1\ndata${NUL}:2\ndata:1\r${NUL}data:4\nda-ta:3\rdata_5\ndata:3\r` +
      'data:\r\n data:32\ndata:4\n\n',
    events: data(`${NUL}\n 2\n1\n3\n\n4`),
  },
  {
    number: 'P14',
    says: 'reads a reconnection time with a leading zero in base ten',
    input: 'retry:02000\ndata:x\n\n',
    events: data('x'),
    retries: [2_000],
  },
  {
    number: 'P15',
    says: 'ignores a reconnection time that is not digits alone',
    input: 'retry:2000\nretry:1000x\ndata:x\n\n',
    events: data('x'),
    retries: [2_000],
  },
  {
    number: 'P16',
    says: 'ignores an empty reconnection time and dispatches the event',
    input: 'retry\ndata:test\n\n',
    events: data('test'),
    retries: [],
  },
  {
    number: 'P17',
    says: 'ignores unknown fields and lines without a colon',
    input: 'data:test\n data\ndata\nfoobar:xxx\njustsometext\n:thisisacommentyay\ndata:test\n\n',
    events: data('test\n\ntest'),
  },
  {
    number: 'P18',
    says: 'drops one space after the colon, never a tab',
    input: 'data:\ttest\rdata: \ndata:test\n\n',
    events: data('\ttest\n\ntest'),
  },
  {
    number: 'P19',
    says: 'ends lines at CRLF, LF and CR, and dispatches at once when the last byte is a CR',
    input: 'data:test\r\ndata\ndata:test\r\n\r',
    events: data('test\n\ntest'),
  },
  {
    number: 'P20',
    says: 'ends events with two of any line end',
    input: 'data:cr\r\rdata:lf\n\ndata:crlf\r\n\r\n',
    events: data('cr', 'lf', 'crlf'),
  },
  {
    number: 'P21',
    says: 'keeps a NUL in data',
    input: `data:${NUL}\n\n`,
    events: data(NUL),
  },
  {
    number: 'P22',
    says: 'reads the bytes as UTF-8',
    input: 'data:ok…\n\n',
    events: data('ok…'),
  },
  {
    number: 'P23',
    says: 'joins fields whose name and value were cut',
    input: 'event: greeting\ndata: hello\ndata: world\n\n',
    events: [{ event: 'greeting', data: 'hello\nworld' }],
  },
]
