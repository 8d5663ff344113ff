import type { RequestFault } from '../fault.ts'

export const hangUp: RequestFault = {
  kind: 'request',
  sentence: 'the connection is reset as soon as the request is there; nothing is carried out',
  meet: ({ reset }) => reset(),
}

export const lateHeaders: RequestFault = {
  kind: 'request',
  sentence: 'the request waits 0.5 to 2 s before it goes on',
  meet: ({ dice, after, forward }) => after(dice.between([500, 2_000]), () => forward()),
}

export const noAnswer: RequestFault = {
  kind: 'request',
  sentence: 'the request is carried out, and no answer comes until the client gives up',
  meet: ({ forward }) => forward(() => {}),
}

export const lostAnswer: RequestFault = {
  kind: 'request',
  sentence: 'the request is carried out, and the connection is reset before the answer',
  meet: ({ forward, reset }) => forward(reset),
}
