import type { RequestFault } from '../fault.ts'

const PAGE = '<!doctype html><title>Sign in</title><form action="/login"><input name="user"></form>'

export const loginPage: RequestFault = {
  kind: 'request',
  sentence: '200 with a sign-in page, as a proxy in front of the Dev API answers once its own cookie has expired',
  meet: ({ answer }) => answer(200, { 'content-type': 'text/html; charset=utf-8' }, PAGE),
}

export const redirect: RequestFault = {
  kind: 'request',
  sentence: '302 to a sign-in page',
  meet: ({ answer }) => answer(302, { location: '/login' }),
}

export const wrongType: RequestFault = {
  kind: 'request',
  sentence: 'what looks like events, as text/plain',
  meet: ({ answer }) => answer(200, { 'content-type': 'text/plain' }, 'id: 1\ndata: {}\n\n'),
}

export const noContent: RequestFault = {
  kind: 'request',
  sentence: '204: for a stream the word that there is no more',
  meet: ({ answer }) => answer(204, {}),
}
