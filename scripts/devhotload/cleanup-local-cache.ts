import { Command } from 'commander'
import { CLEANUP_SNIPPET, GUIDE } from './local-cache-guide.ts'

const { snippet } = new Command('devhotload:cleanup-local-cache')
  .description('Explains what the panel stores in a browser and how to delete it')
  .option('--snippet', 'print only the lines for the console of the browser')
  .addHelpText('after', '\nNothing is deleted by this command itself: a browser is only reached from inside.')
  .parse()
  .opts<{ snippet?: boolean }>()

console.log(snippet ? CLEANUP_SNIPPET : `${GUIDE}\n${CLEANUP_SNIPPET}`)
