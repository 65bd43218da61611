package bot

import (
	"onrecord/commands"
)

// A trail is what the way back must know: the pages passed that held fewer results
// than were asked for, because no more fitted into a message. All others held as
// many as the limit says.
type trail []shortPage

// A shortPage is a page of fewer results than asked for.
type shortPage struct{ start, size int }

// maxTrail bounds a trail; the oldest page is forgotten first, and the way back
// then shows some results of it twice.
const maxTrail = 8

// nextPage returns the control of the page after one that shows some results of
// total: it begins at the first that was not shown.
func nextPage(req commands.Request, way trail, shown, total int) (control, bool) {
	if shown <= 0 || req.Offset+shown >= total || req.Offset+shown > commands.MaxOffset {
		return control{}, false
	}
	c := control{action: actPage, request: req, trail: way}
	if shown != req.Limit {
		c.trail = append(way[:len(way):len(way)], shortPage{req.Offset, shown})
		c.trail = c.trail[max(0, len(c.trail)-maxTrail):]
	}
	c.request.Offset += shown
	return c, true
}

// previousPage returns the control of the page before: the very one that led here.
func previousPage(req commands.Request, way trail) (control, bool) {
	if req.Offset <= 0 {
		return control{}, false
	}
	c := control{action: actPage, request: req, trail: way}
	if n := len(way); n > 0 && way[n-1].start+way[n-1].size == req.Offset {
		c.request.Offset, c.trail = way[n-1].start, way[:n-1]
		return c, true
	}
	c.request.Offset = max(0, req.Offset-max(req.Limit, 1))
	for n := len(c.trail); n > 0 && c.trail[n-1].start >= c.request.Offset; n-- {
		c.trail = c.trail[:n-1]
	}
	return c, true
}

// lastPage returns the request for the last page of total results, for when a
// request leads beyond the end because the coverage has changed.
func lastPage(req commands.Request, total int) commands.Request {
	limit := max(req.Limit, 1)
	req.Offset = (total - 1) / limit * limit
	return req
}
