/**
 * What our scripts share. They work on the keys of BullMQ, which its own scripts share with them: a step is the hash
 * `prefix:job:id`, and a set or list of its job's queue says what it does (`prioritized`, `delayed`, `waiting-children`, `active`,
 * `completed`, `failed`; `wait` holds what comes back from a dead process). Our own keys begin with `prefix::`: BullMQ refuses a
 * queue without a name, so theirs and ours never meet.
 *
 * A reference is a step's key without the prefix. One more dependency, `planting`, keeps a step from starting while the tree below
 * it is not whole; `also` lists the steps that wait for one beside its BullMQ parent, because BullMQ knows one parent only.
 */
export const prelude = /* lua */ `
local call = redis.call
local P = ARGV[1]

local function keyOf(ref) return P .. ':' .. ref end
local function refOf(key) return string.sub(key, #P + 2) end
local function placeOf(key) return string.match(key, '^(.*):([^:]+)$') end

local function exists(key) return call('EXISTS', key) == 1 end

local function isOver(key)
  local queue, id = placeOf(key)
  return call('ZSCORE', queue .. ':completed', id) or call('ZSCORE', queue .. ':failed', id)
end

-- What belongs to working off is written though the memory of Redis is full: it refuses only what a script writes first, and
-- removing is never refused.
local function mustWrite() call('DEL', P .. '::nothing') end

-- Wakes one process that waits for work; a process that finds work wakes the next.
local function wake(queue)
  if call('HEXISTS', queue .. ':meta', 'paused') == 0 then call('ZADD', queue .. ':marker', 0, '0') end
end

local function line(queue, id, priority)
  call('ZADD', queue .. ':prioritized', priority * 0x100000000 + call('INCR', queue .. ':pc') % 0x100000000, id)
  wake(queue)
end

-- Lets a step start that waits for nothing any more.
local function release(key)
  if not exists(key) or call('SCARD', key .. ':dependencies') > 0 then return end
  local queue, id = placeOf(key)
  if call('ZREM', queue .. ':waiting-children', id) == 1 then
    line(queue, id, tonumber(call('HGET', key, 'priority')) or 1)
  end
end

local function parentsOf(key)
  local fields = call('HMGET', key, 'parentKey', 'also')
  local parents = fields[2] and cjson.decode(fields[2]) or {}
  if fields[1] then table.insert(parents, fields[1]) end
  return parents
end

-- Forgets a step, whatever it does; only the lock of one that runs stays, as the sign that it still does.
local function wipe(key)
  local queue, id = placeOf(key)
  local removed = 0
  for _, state in ipairs({'prioritized', 'waiting-children', 'delayed', 'completed', 'failed'}) do
    removed = removed + call('ZREM', queue .. ':' .. state, id)
  end
  if removed == 0 then
    call('LREM', queue .. ':active', 0, id)
    call('LREM', queue .. ':wait', 0, id)
    call('SREM', queue .. ':stalled', id)
  end
  local group = call('HGET', key, 'group')
  if group then call('SREM', P .. '::group:' .. group, refOf(key)) end
  call('DEL', key, key .. ':logs', key .. ':dependencies', key .. ':processed', key .. ':failed', key .. ':unsuccessful')
end

-- Endings of trees, of whatever group, are counted; of so many groups the last one is known. Of those forgotten since it is only known that
-- none of them was later than \`forgotten\`.
local TOLD_APART = 10000
local ENDED, LAST = P .. '::ended', P .. '::endings'
local function ended(field) return tonumber(call('HGET', ENDED, field)) or 0 end
local function noteEnding(group)
  call('ZADD', LAST, call('HINCRBY', ENDED, 'count', 1), group)
  if call('ZCARD', LAST) <= TOLD_APART then return end
  local oldest = call('ZPOPMIN', LAST)
  call('HSET', ENDED, 'forgotten', oldest[2])
end
-- A moment that is yet to come was told before Redis lost what it knew.
local function hasEndedSince(group, moment)
  return moment > ended('count') or (tonumber(call('ZSCORE', LAST, group)) or ended('forgotten')) > moment
end
local function noteRoot(key)
  local group = #parentsOf(key) == 0 and call('HGET', key, 'group')
  if group then noteEnding(group) end
end

-- Forgets everything that waits for a step which will not be done.
local function forsake(key)
  local way = parentsOf(key)
  while #way > 0 do
    local parent = table.remove(way)
    if exists(parent) and not isOver(parent) then
      for _, above in ipairs(parentsOf(parent)) do table.insert(way, above) end
      noteRoot(parent)
      wipe(parent)
    end
  end
end

local function tell(event)
  call('XADD', P .. '::events', 'MAXLEN', '~', 20000, '*', 'event', event)
end

-- How many steps of a group that is being dropped have not ended. A lock nobody renews ends by itself.
local function stillDropping(group)
  local dropping = P .. '::dropping:' .. group
  local count = 0
  local runs = false
  for _, lock in ipairs(call('SMEMBERS', dropping)) do
    if lock == 'rest' then
      count = count + 1
    elseif exists(lock) then
      count = count + 1
      runs = true
    else
      call('SREM', dropping, lock)
    end
  end
  if runs then call('PEXPIRE', dropping, 60000) end
  return count
end
`;
