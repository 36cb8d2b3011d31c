import { prelude } from './prelude.ts';

/** Steps of each queue that wait, wait for other steps, and run: three numbers each. Arguments: prefix, names of queues. */
export const countScript = /* lua */ `
${prelude}
local counts = {}
for place = 2, #ARGV do
  local queue = keyOf(ARGV[place])
  local waiting = call('LLEN', queue .. ':wait')
  for _, state in ipairs({'prioritized', 'delayed'}) do
    waiting = waiting + call('ZCARD', queue .. ':' .. state)
  end
  table.insert(counts, waiting)
  table.insert(counts, call('ZCARD', queue .. ':waiting-children'))
  table.insert(counts, call('LLEN', queue .. ':active'))
end
return counts
`;

/** What is known of each of these steps: 0 nothing, or it is finished; 1 it waits or runs; 2 it waits for a tree that is not whole. Arguments: prefix, references. */
export const findScript = /* lua */ `
${prelude}
local found = {}
for place = 2, #ARGV do
  local key = keyOf(ARGV[place])
  if not exists(key) or isOver(key) then
    table.insert(found, 0)
  else
    table.insert(found, 1 + call('SISMEMBER', key .. ':dependencies', 'planting'))
  end
end
return found
`;

/**
 * The first of these queues that has a step to start, counted from 1, or 0; and when the next step that was put off is due, or 0.
 * Arguments: prefix, time, names of queues in the order of their priority. What is urgent in any of them goes first. Asked at one
 * moment over all of them, so that nothing of a later queue goes before what waits in an earlier one.
 */
export const chooseScript = /* lua */ `
${prelude}
mustWrite()
local next, urgent, first = 0, 0, 0
local found = {}
for place = 3, #ARGV do
  local queue = keyOf(ARGV[place])
  if call('HEXISTS', queue .. ':meta', 'paused') == 0 then
    local foremost = tonumber(call('ZRANGE', queue .. ':prioritized', 0, 0, 'WITHSCORES')[2])
    local isThere = foremost or exists(queue .. ':wait')
    if urgent == 0 and foremost and foremost < 0x100001 * 0x100000000 then urgent = place - 2 end
    local due = tonumber(call('ZRANGE', queue .. ':delayed', 0, 0, 'WITHSCORES')[2])
    if due then
      due = math.floor(due / 0x1000)
      if due <= tonumber(ARGV[2]) then isThere = true end
      if next == 0 or due < next then next = due end
    end
    if isThere and first == 0 then first = place - 2 end
    if isThere then table.insert(found, queue) end
  end
end
-- Whoever was woken for one queue may take from another; what is left must wake the next.
if #found > 1 then
  for _, queue in ipairs(found) do call('ZADD', queue .. ':marker', 0, '0') end
end
return {urgent > 0 and urgent or first, next}
`;
