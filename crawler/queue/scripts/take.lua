-- Leases hosts to a worker. Returns an entry, a host and its first blog for each.
-- KEYS: hosts (stream). ARGV: group, worker, how many, prefix of the hosts' lists, and what:
-- "own" (what it held when it was ended), "new", or milliseconds: what nobody has renewed for so long.
local group, worker, most, what = ARGV[1], ARGV[2], tonumber(ARGV[3]), ARGV[5]
local entries = {}
if what == 'own' or what == 'new' then
  local from = what == 'own' and '0' or '>'
  local read = redis.call('XREADGROUP', 'GROUP', group, worker, 'COUNT', most, 'STREAMS', KEYS[1], from)
  entries = read and read[1][2] or {}
else
  local from = '-'
  repeat
    local claimed = redis.call('XAUTOCLAIM', KEYS[1], group, worker, what, from, 'COUNT', most - #entries)
    for _, entry in ipairs(claimed[2]) do
      entries[#entries + 1] = entry
    end
    from = claimed[1]
  until from == '0-0' or #entries >= most
end
local leased = {}
for _, entry in ipairs(entries) do
  local host = entry[2] and entry[2][2]
  local blog = host and redis.call('LINDEX', ARGV[4] .. host, 0)
  if blog then
    leased[#leased + 1] = { entry[1], host, blog }
  end
end
return leased
