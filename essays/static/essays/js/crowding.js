// How much of its notes a block shows, so that the margin stays calm and the text stays where it is: each in full, where
// there is room; each in a line; or, where not even lines would find room, the line that counts them.
export const FULL = 0;
export const LINES = 1;
export const COUNT = 2;

// For `blocks`, [{wanted: [y, …], heights: [[at FULL, at LINES, at COUNT], …], most}] in reading order, the level of
// each, `most` at the most. No note of a level shall stand more than its `reaches` of pixels below its passage. Blocks
// whose notes push one another give way together, those first that still show more, and no further than they have to.
export function levelsOf(blocks, gaps, reaches) {
  const levels = blocks.map(() => FULL);
  const raise = (run) => {
    const open = run.filter((at) => levels[at] < blocks[at].most);
    const least = Math.min(...open.map((at) => levels[at]));
    for (const at of open) if (levels[at] === least) levels[at] += 1;
    return open.length > 0;
  };
  while (crowdedRuns(blocks, levels, gaps, reaches).filter(raise).length);
  return levels;
}

// Runs of blocks that push one another's notes further than they may.
function crowdedRuns(blocks, levels, gaps, reaches) {
  const runs = [];
  let run = [];
  let free = -Infinity;
  let isTooFar = false;
  const end = () => {
    if (isTooFar) runs.push(run);
    run = [];
    isTooFar = false;
  };
  blocks.forEach(({ wanted, heights }, at) => {
    wanted.forEach((y, nth) => {
      const height = heights[nth][levels[at]];
      if (y >= free) end();
      if (run.at(-1) !== at) run.push(at);
      isTooFar ||= height > 0 && free - y > (reaches[levels[at]] ?? Infinity);
      if (height) free = Math.max(y, free) + height + gaps[levels[at]];
    });
  });
  end();
  return runs;
}
