-- wrk -s requests.lua URL -- FILE MEAN: the lines of FILE are asked in turn, each once.
-- A line is a path, or a path, a type and a body with tabs between; in the body, \30 is a line's end.
-- MEAN: milliseconds that a connection waits before a request, exponentially spread; 0: none.

local threads = {}

function setup(thread)
  table.insert(threads, thread)
end

function init(args)
  lines, at, asked = {}, 0, 0
  for line in io.lines(args[1]) do lines[#lines + 1] = line end
  mean = tonumber(args[2])
  count = #lines
  if mean == 0 then delay = nil end
end

function delay()
  return math.floor(-mean * math.log(1 - math.random()) + 0.5)
end

function request()
  at, asked = at % count + 1, asked + 1
  local path, kind, body = lines[at]:match("^([^\t]*)\t([^\t]*)\t(.*)$")
  if not path then return wrk.format("GET", lines[at]) end
  return wrk.format("POST", path, { ["Content-Type"] = kind }, (body:gsub("\30", "\n")))
end

function done(summary, latency)
  local e = summary.errors
  local asked, count = 0, 0
  for _, thread in ipairs(threads) do
    asked, count = asked + thread:get("asked"), count + thread:get("count")
  end
  io.write(string.format(
    '\n{"requests": %d, "seconds": %f, "errors": %d, "p50": %f, "p99": %f, "asked": %d, "lines": %d}\n',
    summary.requests, summary.duration / 1e6,
    e.connect + e.read + e.write + e.status + e.timeout,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, asked, count))
end
