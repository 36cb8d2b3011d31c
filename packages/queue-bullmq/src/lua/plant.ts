import { prelude } from './prelude.ts';

/**
 * Plants a piece of a tree, all of it or nothing. Arguments: prefix, time, and JSON of
 * `{ groups, unlessEndedSince?, steps: [{ ref, parent?, data, group, attempts, isUrgent, isOpen, hasSteps }], close: [ref] }`.
 * Steps come before those they wait for. `isOpen` says that the rest of what a step waits for comes in a later piece;
 * `close` names open ones of earlier pieces that are whole with this one.
 *
 * Answers `{ 'dropping' }` when a group is being dropped, `{ 'outdated' }` when a tree of the first step's group has ended since
 * `unlessEndedSince`, otherwise `{ 'planted', … }` with 1 for every step that was planted or is still
 * open, and 0 for one that is there already or not wanted, with everything below it.
 *
 * The order in which steps start is fair queuing: a step's tag is its group's last tag, or that of the step of this job started last when
 * it is greater, and one more. So each group's next step waits for at most one of every other group. BullMQ sorts by priority, then by
 * arrival; urgent steps have the priorities up to 2^20, others those above. BullMQ's own limit of 2^21 is where, in a double, arrival
 * begins to lose its last bit: beyond it steps of equal tag may swap, and nothing else changes.
 */
export const plantScript = /* lua */ `
${prelude}
local now = ARGV[2]
local piece = cjson.decode(ARGV[3])
local BAND = 0x100000

for _, group in ipairs(piece.groups) do
  if stillDropping(group) > 0 then return {'dropping'} end
end

if piece.unlessEndedSince and hasEndedSince(piece.steps[1].group, piece.unlessEndedSince) then return {'outdated'} end

local queues = {}
local function queueOf(name)
  local queue = queues[name]
  if queue then return queue end
  local key = keyOf(name)
  local fair = P .. '::fair:' .. name
  local waiting = call('ZCARD', key .. ':prioritized') + call('ZCARD', key .. ':delayed') + call('LLEN', key .. ':wait')
    + call('ZCARD', key .. ':waiting-children')
  if waiting == 0 then call('DEL', fair, fair .. ':urgent', fair .. ':others') end
  -- BullMQ tells every step of its own to a stream nobody here reads.
  call('HSETNX', key .. ':meta', 'opts.maxLenEvents', 100)
  local reached = call('HMGET', fair, 'urgent', 'others')
  queue = {
    key = key,
    bands = {
      urgent = { tags = fair .. ':urgent', reached = tonumber(reached[1]) or 0, last = {} },
      others = { tags = fair .. ':others', reached = tonumber(reached[2]) or 0, last = {} },
    },
  }
  queues[name] = queue
  return queue
end

local function priorityOf(queue, group, isUrgent)
  local band = queue.bands[isUrgent and 'urgent' or 'others']
  local last = band.last[group] or tonumber(call('ZSCORE', band.tags, group)) or 0
  local tag = math.max(band.reached, last) + 1
  band.last[group] = tag
  if isUrgent then return math.min(tag, BAND) end
  return BAND + tag
end

local function hang(key, parent)
  if not parent then return end
  local before = call('HGET', key, 'parentKey')
  if before and before ~= parent and exists(before) and not isOver(before) then
    local also = call('HGET', key, 'also')
    local parents = also and cjson.decode(also) or {}
    for _, there in ipairs(parents) do
      if there == parent then return end
    end
    table.insert(parents, parent)
    call('HSET', key, 'also', cjson.encode(parents))
  elseif before ~= parent then
    local queue, id = placeOf(parent)
    call('HSET', key, 'parentKey', parent, 'parent', cjson.encode({ id = id, queueKey = queue, fpof = true }))
  end
  call('SADD', parent .. ':dependencies', key)
end

local function plantNew(step, key, parent)
  local name, id = placeOf(step.ref)
  local queue = queueOf(name)
  local priority = priorityOf(queue, step.group, step.isUrgent)
  call('HSET', key, 'name', name, 'data', step.data, 'timestamp', now, 'delay', 0, 'priority', priority, 'group', step.group,
    'opts', '{"attempts":' .. step.attempts .. ',"priority":' .. string.format('%d', priority) .. '}')
  hang(key, parent)
  call('SADD', P .. '::group:' .. step.group, step.ref)
  if step.hasSteps then
    call('ZADD', queue.key .. ':waiting-children', now, id)
    if step.isOpen then call('SADD', key .. ':dependencies', 'planting') end
  else
    line(queue.key, id, priority)
  end
end

local function plant(step, parent)
  local key = keyOf(step.ref)
  if exists(key) and isOver(key) then wipe(key) end
  if exists(key) then
    hang(key, parent)
    return call('SISMEMBER', key .. ':dependencies', 'planting') == 1
  end
  -- Done already, for a tree that was not planted whole.
  if parent and call('HEXISTS', parent .. ':processed', key) == 1 then return false end
  plantNew(step, key, parent)
  return true
end

local isPlanted = {}
local function goesOn(ref)
  if isPlanted[ref] == nil then isPlanted[ref] = call('SISMEMBER', keyOf(ref) .. ':dependencies', 'planting') == 1 end
  return isPlanted[ref]
end

local answer = {'planted'}
for _, step in ipairs(piece.steps) do
  local planted = false
  if not step.parent then
    planted = plant(step, nil)
  elseif goesOn(step.parent) then
    planted = plant(step, keyOf(step.parent))
  end
  isPlanted[step.ref] = planted
  table.insert(answer, planted and 1 or 0)
end

local function close(ref)
  local key = keyOf(ref)
  call('SREM', key .. ':dependencies', 'planting')
  release(key)
end
for place = #piece.steps, 1, -1 do
  local step = piece.steps[place]
  if step.hasSteps and not step.isOpen and isPlanted[step.ref] then close(step.ref) end
end
for _, ref in ipairs(piece.close) do close(ref) end

for _, queue in pairs(queues) do
  for _, band in pairs(queue.bands) do
    for group, tag in pairs(band.last) do call('ZADD', band.tags, tag, group) end
    call('ZREMRANGEBYSCORE', band.tags, '-inf', band.reached)
  end
end
-- Steps that are finished leave the list of their group; what is left over after half a year is nobody's.
for _, group in ipairs(piece.groups) do call('PEXPIRE', P .. '::group:' .. group, 15552000000) end
return answer
`;
