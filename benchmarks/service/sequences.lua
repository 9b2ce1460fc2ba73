-- wrk -s sequences.lua URL -- SESSIONS plain|keyed
local sessions, keyed, run, count = 1, false, os.time(), 0

function init(arguments)
  sessions, keyed = tonumber(arguments[1]), arguments[2] == "keyed"
  math.randomseed(run)
end

function request()
  count = count + 1
  local headers = {["Session-Key"] = "s" .. math.random(sessions)}
  -- One session alone would soon have numbers whose digits take all the time.
  if sessions == 1 and count % 1000 == 0 then
    return wrk.format("DELETE", "/sequence", headers)
  end
  if keyed then
    headers["Idempotency-Key"] = run .. "-" .. count
  end
  return wrk.format("POST", "/sequence/next", headers)
end
