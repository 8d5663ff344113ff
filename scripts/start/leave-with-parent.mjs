/** Loaded into every part: when `npm start` is gone without a word, the part goes too. */
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
process.channel?.unref()
